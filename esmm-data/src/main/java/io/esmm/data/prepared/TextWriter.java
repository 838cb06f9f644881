package io.esmm.data.prepared;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.esmm.storage.AtomicFolder;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.OutputFile;

/** Writes a column of texts: where each ends among the bytes, and the bytes as UTF-8. */
final class TextWriter {
  private final OutputFile offsets;
  private final OutputFile bytes;

  TextWriter(AtomicFolder folder, String name) {
    offsets = folder.newFile(name + ColumnFileNames.TEXT_OFFSETS, ChecksumKind.CRC32C);
    bytes = folder.newFile(name + ColumnFileNames.TEXT_BYTES, ChecksumKind.CRC32C);
    offsets.writeLong(0);
  }

  void append(String text) {
    bytes.write(text.getBytes(UTF_8));
    offsets.writeLong(bytes.size());
  }

  void finish() {
    offsets.close();
    bytes.close();
  }
}
