package io.esmm.storage;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The few durable operations that everything in this package is made of. */
final class Disk {
  /** Windows opens no folder as a file; there a rename is durable without it. */
  private static final boolean FOLDERS_CAN_BE_FORCED = File.separatorChar == '/';

  private static final int MAX_LINKS = 40;

  private Disk() {}

  /** Returns when the content of a file is on the disk. */
  static void forceFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Returns when the names in a folder are on the disk. */
  static void forceFolder(Path folder) throws IOException {
    if (FOLDERS_CAN_BE_FORCED) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Forces a folder and every folder below it, the deepest first. */
  static void forceFolders(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            forceFolder(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Renames within one file system. An existing file at the new place is replaced. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What a path stands for, absolute, after following the links at its end; it need not exist. */
  static Path behindLinks(Path path) throws IOException {
    Path at = path.toAbsolutePath();
    if (at.endsWith(".") || at.endsWith("..")) {
      at = at.toRealPath();
    }
    for (int links = 0; Files.isSymbolicLink(at); links++) {
      if (links == MAX_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    return at;
  }

  /** Whether anything is there, be it a dangling link. */
  static boolean isPresent(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Something that can fail. */
  interface Action {
    void run() throws IOException;
  }

  /**
   * Cleans up after a failure. What fails here must not hide that failure, and is worth another
   * try: one hiccup of a disk leaves nothing behind.
   */
  static void tryTwice(Action action) {
    for (int attempt = 0; attempt < 2; attempt++) {
      try {
        action.run();
        return;
      } catch (IOException e) {
        // The next run that writes to the same place clears it away.
      }
    }
  }

  /** Deletes a file, or a folder with all it holds; links are deleted, not followed. */
  static void deleteTree(Path root) throws IOException {
    if (!isPresent(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
