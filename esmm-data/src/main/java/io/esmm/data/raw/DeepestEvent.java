package io.esmm.data.raw;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the labels of all events from the one column that tells the deepest of them. Immutable and
 * thread-safe.
 */
public final class DeepestEvent {
  private final String column;
  private final int events;
  private final Map<String, byte[]> labels;

  /**
   * A reader of one column; the map is copied, its arrays are not.
   *
   * @param column for errors
   * @param events how many there are
   * @param labels for each value of the column 1 for each event that happened, else 0
   */
  public DeepestEvent(String column, int events, Map<String, byte[]> labels) {
    this.column = column;
    this.events = events;
    this.labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /**
   * Sets the labels of a row, or rejects it.
   *
   * @param value null if no event happened
   */
  public void read(@Nullable String value, RawRow row) {
    byte @Nullable [] happened = value == null ? null : labels.get(value);
    if (value != null && happened == null) {
      row.reject(
          new Rejection(
              "deepest event [" + column + "] unknown",
              "deepest event [" + column + "] is [" + value + "], known: " + labels.keySet()));
      return;
    }
    for (int e = 0; e < events; e++) {
      row.label(e, happened == null ? 0 : happened[e]);
    }
  }
}
