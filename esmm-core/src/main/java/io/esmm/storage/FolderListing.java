package io.esmm.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is in a folder, compared with what belongs there. */
final class FolderListing {
  private FolderListing() {}

  /**
   * The names in a folder that a manifest does not know, relative and with {@code /}; folders end
   * in {@code /}. The manifest itself is known.
   *
   * @param limit the walk ends after this many
   */
  static SortedSet<String> strangers(Path root, Set<String> known, int limit) throws IOException {
    Set<String> folders = new HashSet<>();
    for (String path : known) {
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        folders.add(path.substring(0, slash));
      }
    }
    SortedSet<String> strangers = new TreeSet<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = relative(root, folder);
            if (name.isEmpty() || folders.contains(name)) {
              return FileVisitResult.CONTINUE;
            }
            strangers.add(name + "/");
            return strangers.size() < limit
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = relative(root, file);
            if (!name.equals(Manifest.FILE) && !known.contains(name)) {
              strangers.add(name);
            }
            return strangers.size() < limit ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }
        });
    return strangers;
  }

  private static String relative(Path root, Path path) {
    StringBuilder name = new StringBuilder();
    for (Path segment : root.relativize(path)) {
      name.append(name.isEmpty() ? "" : "/").append(segment);
    }
    return name.toString();
  }
}
