package io.esmm.data.prepare;

import io.esmm.batch.Batch;
import io.esmm.data.raw.RawInput;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawReader;
import io.esmm.data.raw.RawRow;
import io.esmm.field.FeatureSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A raw file as a stream of batches of whole requests, encoded with a given schema. After {@link
 * #next} the other methods tell of its batch; what they return is reused by the following call. Not
 * thread-safe.
 *
 * <pre>{@code
 * try (EncodedRows rows = modelRows.forScoring(file, "sample_id", folder)) {
 *   while (rows.next()) {
 *     scorer.score(rows.batch());
 *     ... rows.keys().get(i) ...
 *   }
 * }
 * }</pre>
 */
public final class EncodedRows implements AutoCloseable {
  private final RawInput input;
  private final ScratchFolder scratch;
  private final RawReader reader;
  private final Admission admission;
  private final RowEncoder encoder;
  private final boolean hasKey;
  private final int rowsAtOnce;
  private long[] numbers = new long[64];
  private boolean pending;
  private boolean ended;

  EncodedRows(
      RawInput input,
      ScratchFolder scratch,
      RawLayout layout,
      FeatureSchema schema,
      List<String> events,
      Admission admission,
      int rowsAtOnce) {
    this.input = input;
    this.scratch = scratch;
    this.reader = input.open();
    this.admission = admission;
    this.hasKey = layout.key() != null;
    this.rowsAtOnce = rowsAtOnce;
    this.encoder =
        new RowEncoder(schema, events, layout.group() == null ? null : layout.groupLevel());
  }

  /**
   * Reads the next batch.
   *
   * @return false if there are no more rows
   * @throws io.esmm.problem.ProblemException if the file cannot be read, a policy ends the run,
   *     there was no row at all or too many were set aside
   */
  public boolean next() {
    encoder.clear();
    if (ended) {
      return false;
    }
    if (pending) {
      add();
      pending = false;
    }
    while (reader.next()) {
      if (!admission.admits(reader)) {
        continue;
      }
      RawRow row = reader.row();
      if (encoder.rows() >= rowsAtOnce && !encoder.continues(row)) {
        pending = true;
        return true;
      }
      add();
    }
    ended = true;
    admission.finish(input.name());
    return encoder.rows() > 0;
  }

  private void add() {
    int at = encoder.rows();
    if (at == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * at);
    }
    numbers[at] = admission.rows() - 1;
    encoder.add(reader.row());
  }

  /** The rows, with labels if they were asked for. */
  public Batch batch() {
    return encoder.batch();
  }

  /** The key of each impression; empty without a key column. */
  public List<String> keys() {
    return hasKey ? encoder.keys() : List.of();
  }

  /** The group of each request or impression, as the group column's level is; empty without one. */
  public List<String> groups() {
    return encoder.groups();
  }

  /** The number of impression i's row in the file, from 0. */
  public long rowNumber(int i) {
    return numbers[i];
  }

  /** Rows read so far. */
  public long rowsIn() {
    return admission.rows();
  }

  /** Rows that could not be used so far, by reason. */
  public Map<String, Long> setAside() {
    return admission.reasons();
  }

  /** Harmless irregularities so far. */
  public Map<String, Long> quirks() {
    return reader.quirks();
  }

  /** The share of the file that was read, in [0, 1]; NaN if nobody knows. */
  public double fraction() {
    return reader.fraction();
  }

  @Override
  public void close() {
    try (scratch;
        input) {
      reader.close();
    }
  }
}
