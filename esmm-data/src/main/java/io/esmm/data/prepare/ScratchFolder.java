package io.esmm.data.prepare;

import io.esmm.storage.IoProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder that is removed when it is closed. */
final class ScratchFolder implements AutoCloseable {
  private final Path path;

  private ScratchFolder(Path path) {
    this.path = path;
  }

  static ScratchFolder in(Path parent) {
    try {
      return new ScratchFolder(Files.createTempDirectory(parent, ".esmm-scratch-"));
    } catch (IOException e) {
      throw IoProblems.writing(parent, e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // What is left is in a temporary folder; nothing depends on it.
    }
  }
}
