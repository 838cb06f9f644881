package io.esmm.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.esmm.faults.FaultyDisk;
import io.esmm.storage.StoredFolder.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A small folder with every kind of content, and what can be asked about it. */
final class SampleFolder {
  static final FolderFormat FORMAT = new FolderFormat("esmm-sample", 2, "0.2.0");

  private static final float[] WEIGHTS = {0.5f, -1f, 3e-39f, Float.MAX_VALUE, -0f, 7f};

  private SampleFolder() {}

  /** Writes a folder whose content and one of whose names depend on the text. */
  static void write(Path target, String text) {
    write(target, text, 150);
  }

  /** The same with a column of so many numbers. */
  static void write(Path target, String text, int length) {
    try (AtomicFolder folder = AtomicFolder.create(target, FORMAT)) {
      folder.write("config.json", text.getBytes(UTF_8));
      try (OutputFile column = folder.newFile("columns/" + text + ".bin", ChecksumKind.CRC32C)) {
        column.writeInts(new int[length], 0, length);
      }
      try (OutputFile out = folder.newFile("weights.safetensors", ChecksumKind.SHA256)) {
        SafetensorsWriter weights =
            new SafetensorsWriter(
                out,
                Map.of("text", text),
                List.of(TensorSpec.matrix("w", 2, 2), TensorSpec.vector("b", 2)));
        weights.write("b", WEIGHTS, 0, 2);
        weights.write("w", WEIGHTS, 2, 4);
        weights.finish();
      }
      folder.commit();
    }
  }

  /** Writes without waiting for the disk: for what must be there before a test begins. */
  static void prepare(Path target, String text) {
    write(FaultyDisk.sound().path(target), text);
  }

  /** The text of a whole folder. */
  static String text(Path target) {
    StoredFolder folder = StoredFolder.open(target, FORMAT, Check.EVERYTHING);
    try (SafetensorsReader weights = SafetensorsReader.open(folder.file("weights.safetensors"))) {
      return new String(folder.read("config.json", 1000), UTF_8);
    }
  }

  static List<String> names(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
