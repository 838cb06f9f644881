package io.esmm.data.raw;

import io.esmm.field.RawValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One raw impression and its request, reused from row to row. Written by a reader, read by
 * everybody else. Not thread-safe.
 */
public final class RawRow {
  /** The label of an event that the row does not tell. */
  public static final byte ABSENT = -1;

  private final RawValue[] values;
  private final byte[] labels;
  private final @Nullable String[] others;
  private long request = -1;
  private @Nullable String key;
  private @Nullable String group;
  private @Nullable String split;
  private @Nullable Rejection rejection;

  /** A row with a value of its own for each field. */
  public RawRow(int fields, int events) {
    this(fields, events, 0);
  }

  /** The same with room for further texts. */
  public RawRow(int fields, int events, int others) {
    this(new RawValue[fields], events, others);
    Arrays.setAll(values, f -> new RawValue());
  }

  /** A row of these values; fields may share one. */
  public RawRow(RawValue[] values, int events) {
    this(values, events, 0);
  }

  private RawRow(RawValue[] values, int events, int others) {
    this.values = values;
    this.labels = new byte[events];
    this.others = new @Nullable String[others];
  }

  /** Makes room for the next row of the same request: labels absent, not rejected. */
  public void begin() {
    Arrays.fill(labels, ABSENT);
    key = null;
    split = null;
    rejection = null;
  }

  /** The rows from here on belong to another request. */
  public void beginRequest() {
    request++;
    group = null;
  }

  /** The number of this row's request, ascending from 0. */
  public long request() {
    return request;
  }

  /** A field's value; a request-level one is the same until {@link #request()} changes. */
  public RawValue value(int field) {
    return values[field];
  }

  /** 1 if the event happened, 0 if not, {@link #ABSENT} if the row does not say. */
  public byte label(int event) {
    return labels[event];
  }

  /** Called by a reader: whether an event happened, as {@link #label(int)} tells it. */
  public void label(int event, byte label) {
    labels[event] = label;
  }

  /** The text in one of the layout's further columns; null for an empty cell. */
  public @Nullable String other(int column) {
    return others[column];
  }

  /** Called by a reader: the text in a further column, null for an empty cell. */
  public void other(int column, @Nullable String text) {
    others[column] = text;
  }

  /** The key, if the layout has one. */
  public @Nullable String key() {
    return key;
  }

  /** Called by a reader: the key of the impression, forgotten at {@link #begin()}. */
  public void key(@Nullable String text) {
    key = text;
  }

  /** The value to group by, if the layout has one and the row has it. */
  public @Nullable String group() {
    return group;
  }

  /** Called by a reader: the value to group by, kept until {@link #beginRequest()}. */
  public void group(@Nullable String text) {
    group = text;
  }

  /** The value that decides the split, if the layout has one and the row has it. */
  public @Nullable String split() {
    return split;
  }

  /** Called by a reader: the value that decides the split, forgotten at {@link #begin()}. */
  public void split(@Nullable String text) {
    split = text;
  }

  /**
   * Why the reader could not read the row, or null. The content of a rejected row is not defined.
   */
  public @Nullable Rejection rejection() {
    return rejection;
  }

  /** Rejects the row; the first rejection stays. */
  public void reject(Rejection why) {
    if (rejection == null) {
      rejection = why;
    }
  }
}
