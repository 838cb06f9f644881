package io.esmm.golden;

import io.esmm.storage.AtomicFolder;
import io.esmm.storage.FolderFormat;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The folders that earlier releases wrote: {@code model-1}, {@code rows-1} and so on. */
final class Goldens {
  private Goldens() {}

  /** One for each version, from 1, of a kind such as {@code model}. */
  static List<Path> of(String kind) throws IOException, URISyntaxException {
    Path all =
        Path.of(Objects.requireNonNull(Goldens.class.getResource("model-1")).toURI())
            .resolveSibling("");
    try (Stream<Path> folders = Files.list(all)) {
      int versions =
          (int) folders.filter(f -> f.getFileName().toString().startsWith(kind + "-")).count();
      return IntStream.rangeClosed(1, versions).mapToObj(v -> all.resolve(kind + "-" + v)).toList();
    }
  }

  /** The version in the manifest of a stored folder. */
  static int version(Path folder) throws IOException {
    String manifest = Files.readString(folder.resolve("manifest.json"));
    return Integer.parseInt(manifest.replaceFirst("(?s).*\"version\": (\\d+),.*", "$1"));
  }

  /** A folder as release 99.1.0 will write it, for all that this one can know of it. */
  static Path newer(String format, int version, Path folder) {
    try (AtomicFolder out =
        AtomicFolder.create(folder, new FolderFormat(format, version, "99.1.0"))) {
      out.commit();
    }
    return folder;
  }
}
