package io.esmm.data.prepared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** A column of texts in mapped files, as {@link TextWriter} writes it. Thread-safe. */
record MappedText(MemorySegment offsets, MemorySegment bytes) {

  static MappedText of(MappedFolder mapping, String name, long rows) {
    MemorySegment offsets =
        mapping.map(name + ColumnFileNames.TEXT_OFFSETS, rows + 1, MappedColumn.LONG);
    long size = offsets.get(MappedColumn.LONG, rows * Long.BYTES);
    return new MappedText(
        offsets, mapping.map(name + ColumnFileNames.TEXT_BYTES, size, ValueLayout.JAVA_BYTE));
  }

  String get(long row) {
    long start = offsets.get(MappedColumn.LONG, row * Long.BYTES);
    long end = offsets.get(MappedColumn.LONG, (row + 1) * Long.BYTES);
    byte[] text = new byte[Math.toIntExact(end - start)];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, start, text, 0, text.length);
    return new String(text, UTF_8);
  }

  /** What is wrong with the first bad row, or null. */
  @Nullable String problem() {
    return ContentCheck.offsets(offsets, 0, bytes.byteSize());
  }
}
