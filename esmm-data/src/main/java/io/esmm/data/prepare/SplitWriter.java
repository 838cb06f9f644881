package io.esmm.data.prepare;

import io.esmm.batch.Batch;
import io.esmm.data.prepared.PreparedLayout;
import io.esmm.data.prepared.PreparedWriter;
import io.esmm.data.raw.RawRow;
import io.esmm.field.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes the rows of one split and writes them. */
final class SplitWriter implements AutoCloseable {
  static final int ROWS_AT_ONCE = 8192;

  private final Split split;
  private final PreparedLayout layout;
  private final RowEncoder encoder;
  private final PreparedWriter writer;
  private final long[] positives;
  private final long[] unknown;

  SplitWriter(
      Split split,
      Path folder,
      PreparedLayout layout,
      RowMarks.Reader marks,
      RowNumbers.Reader numbers) {
    this.split = split;
    this.layout = layout;
    @Nullable Level groupLevel =
        layout.groups().isEmpty() ? null : layout.groups().getFirst().level();
    this.encoder =
        new RowEncoder(
            layout.schema(), layout.eventNames(), groupLevel, layout.marks(), marks, numbers);
    this.writer = PreparedWriter.create(folder, layout);
    this.positives = new long[layout.events().size()];
    this.unknown = new long[layout.events().size()];
  }

  void add(RawRow row) {
    if (encoder.rows() >= ROWS_AT_ONCE && !encoder.continues(row)) {
      flush();
    }
    encoder.add(row);
    for (int e = 0; e < positives.length; e++) {
      positives[e] += row.label(e) == 1 ? 1 : 0;
      unknown[e] += row.label(e) == Batch.UNKNOWN ? 1 : 0;
    }
  }

  /** Hands what was added to the files. */
  void flush() {
    Batch batch = encoder.batch();
    if (batch.requests() > 0) {
      writer.append(
          batch,
          layout.key() == null ? List.of() : encoder.keys(),
          layout.groups().isEmpty() ? List.of() : List.of(encoder.groups()));
    }
    encoder.clear();
  }

  /** The next row begins another request. */
  void endRequest() {
    encoder.endRequest();
  }

  /** Completes the prepared set. */
  void finish(Map<String, Object> provenance) {
    flush();
    writer.finish(provenance);
  }

  Split split() {
    return split;
  }

  FieldCounts counts() {
    return encoder.counts();
  }

  /** What the split holds; what was added is flushed. */
  SplitSummary summary() {
    Map<String, Long> counted = new LinkedHashMap<>();
    Map<String, Long> open = new LinkedHashMap<>();
    for (int e = 0; e < positives.length; e++) {
      counted.put(layout.events().get(e).event(), positives[e]);
      if (unknown[e] > 0) {
        open.put(layout.events().get(e).event(), unknown[e]);
      }
    }
    return new SplitSummary(split.folder(), writer.requests(), writer.impressions(), counted, open);
  }

  @Override
  public void close() {
    writer.close();
  }
}
