package io.esmm.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is in a folder, hidden files too. */
final class FolderBytes {
  private FolderBytes() {}

  /** The SHA-256 of every file, by its path in the folder; none where there is no folder. */
  static SortedMap<String, String> of(Path root) {
    SortedMap<String, String> content = new TreeMap<>();
    for (Path file : all(root)) {
      if (Files.isRegularFile(file)) {
        content.put(root.relativize(file).toString(), sha256(file));
      }
    }
    return content;
  }

  /** Copies a folder to where nothing is yet. */
  static void copy(Path from, Path to) {
    for (Path path : all(from)) {
      try {
        Files.copy(path, to.resolve(from.relativize(path)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Removes a folder, if there is one. */
  static void remove(Path root) {
    for (Path path : all(root).reversed()) {
      try {
        Files.delete(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The folder and all below it, each behind the folder it is in. */
  private static List<Path> all(Path root) {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
