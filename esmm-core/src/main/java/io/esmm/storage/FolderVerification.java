package io.esmm.storage;

import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.storage.StoredFolder.Check;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares a folder with its manifest. Nothing is allocated by a size that the folder claims. */
final class FolderVerification {
  static final String REMEDY = "restore the folder from a copy or write it again";

  /** So many problems are told; a folder that is all wrong needs no longer list. */
  private static final int MAX_PROBLEMS = 50;

  private static final int ATTEMPTS = 5;

  private FolderVerification() {}

  static StoredFolder open(Path folder, FolderFormat supported, Check check) {
    for (int attempt = 1; ; attempt++) {
      String before = identity(folder);
      try {
        Path root = present(folder);
        String identity = identity(root);
        Manifest manifest = manifest(root, manifestText(root, supported), supported);
        List<Problem> problems = compare(root, manifest, check);
        if (problems.isEmpty()) {
          return new StoredFolder(root, identity, manifest);
        }
        throw new ProblemException(problems);
      } catch (ProblemException e) {
        // Someone may have replaced the folder in between; then it deserves another look.
        if (attempt == ATTEMPTS || identity(folder).equals(before)) {
          throw e;
        }
      }
    }
  }

  /** Tells a folder from another one that takes its place. */
  static String identity(Path folder) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
      return attributes.fileKey() + " " + attributes.lastModifiedTime();
    } catch (IOException e) {
      return "absent";
    }
  }

  /** The bytes of a manifest, or a problem that says what the folder is instead. */
  static byte[] manifestText(Path root, FolderFormat expected) {
    Path file = root.resolve(Manifest.FILE);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw damaged(file, "it is not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] text = in.readNBytes(ManifestText.MAX_BYTES + 1);
      if (text.length > ManifestText.MAX_BYTES) {
        throw damaged(file, "it is longer than " + ManifestText.MAX_BYTES + " bytes");
      }
      return text;
    } catch (NoSuchFileException e) {
      throw new ProblemException(
          root.toString(),
          "is no " + expected.name() + " folder: it has no " + Manifest.FILE,
          "check the path, or write it again");
    } catch (IOException e) {
      throw IoProblems.reading(file, e);
    }
  }

  /** Reads a manifest of the expected format. */
  static Manifest manifest(Path root, byte[] text, FolderFormat supported) {
    Path file = root.resolve(Manifest.FILE);
    try {
      FolderFormat format = ManifestText.format(text);
      if (!format.name().equals(supported.name())) {
        throw new ProblemException(
            root.toString(),
            "is an " + format.name() + " folder, not an " + supported.name() + " folder",
            "check the path");
      }
      if (format.version() > supported.version()) {
        throw new ProblemException(
            root.toString(),
            supported.name()
                + " version "
                + format.version()
                + " is too new, needs version "
                + format.since()
                + " of ESMM",
            "this release reads up to version " + supported.version() + ": update it");
      }
      return ManifestText.read(text);
    } catch (ManifestText.Damaged e) {
      throw damaged(file, e.reason());
    }
  }

  static Problem altered(Path file, ManifestEntry entry) {
    return new Problem(
        file.toString(), "was altered: its content is not that of " + entry.checksum(), REMEDY);
  }

  private static ProblemException damaged(Path file, String reason) {
    return new ProblemException(file.toString(), "is damaged: " + reason, REMEDY);
  }

  /**
   * The folder, or the old one if a replacement was cut off between its two renames: that of the
   * folder, or of the one that it is in, as a prepared set is in that of a whole preparation.
   */
  private static Path present(Path folder) {
    List<Path> olds;
    try {
      if (Files.isDirectory(folder)) {
        return folder;
      }
      olds = olds(Disk.behindLinks(folder));
    } catch (IOException e) {
      throw IoProblems.reading(folder, e);
    }
    if (Files.exists(folder)) {
      throw new ProblemException(folder.toString(), "is a file, not a folder", "name the folder");
    }
    for (Path old : olds) {
      if (Files.isDirectory(old)) {
        return old;
      }
    }
    throw new ProblemException(folder.toString(), "there is no such folder", "check the path");
  }

  private static List<Path> olds(Path folder) {
    Path parent = folder.getParent();
    Path own = Workplace.oldOne(folder);
    return parent == null || parent.getFileName() == null || Disk.isPresent(parent)
        ? List.of(own)
        : List.of(own, Workplace.oldOne(parent).resolve(String.valueOf(folder.getFileName())));
  }

  private static List<Problem> compare(Path root, Manifest manifest, Check check) {
    List<Problem> problems = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (ManifestEntry entry : manifest.files()) {
      known.add(entry.path());
      compare(root.resolve(entry.path()), entry, check, problems);
      if (problems.size() == MAX_PROBLEMS) {
        return problems;
      }
    }
    try {
      int limit = MAX_PROBLEMS - problems.size();
      for (String stranger : FolderListing.strangers(root, known, limit)) {
        problems.add(
            new Problem(
                root.resolve(stranger).toString(), "does not belong to the folder", "remove it"));
      }
    } catch (IOException e) {
      throw IoProblems.reading(root, e);
    }
    return problems;
  }

  private static void compare(Path file, ManifestEntry entry, Check check, List<Problem> problems) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        problems.add(new Problem(file.toString(), "is not a regular file", REMEDY));
      } else if (attributes.size() != entry.size()) {
        String change = attributes.size() < entry.size() ? "truncated" : "extended";
        problems.add(
            new Problem(
                file.toString(),
                "was " + change + ": " + attributes.size() + " bytes instead of " + entry.size(),
                REMEDY));
      } else if (check == Check.EVERYTHING
          && !Checksummer.of(entry.checksum().kind(), file).equals(entry.checksum())) {
        problems.add(altered(file, entry));
      }
    } catch (NoSuchFileException e) {
      problems.add(new Problem(file.toString(), "is missing", REMEDY));
    } catch (IOException e) {
      ProblemException failure = IoProblems.reading(file, e);
      problems.addAll(failure.problems());
    }
  }
}
