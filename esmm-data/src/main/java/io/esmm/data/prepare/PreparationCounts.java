package io.esmm.data.prepare;

import io.esmm.data.prepared.PreparedSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the rows of a preparation went. Immutable.
 *
 * @param rowsIn rows of all sources
 * @param rowsUsed rows in the splits
 * @param rowsSampledOut training rows that were left out
 * @param setAside rows set aside, by reason
 */
public record PreparationCounts(
    long rowsIn, long rowsUsed, long rowsSampledOut, Map<String, Long> setAside) {
  /** Where a prepared set keeps them, in its provenance. */
  static final String ROWS_IN = "rowsIn";

  static final String ROWS_USED = "rowsUsed";
  static final String SET_ASIDE = "setAside";

  /** Copies the map. */
  public PreparationCounts {
    setAside = Collections.unmodifiableMap(new LinkedHashMap<>(setAside));
  }

  /** Those of a summary. */
  static PreparationCounts of(PreparationSummary summary) {
    return new PreparationCounts(
        summary.rowsIn(), summary.rowsUsed(), summary.rowsSampledOut(), summary.setAside());
  }

  /** What a prepared set tells of the preparation that wrote it; empty if something else did. */
  public static Optional<PreparationCounts> of(PreparedSet set) {
    Map<String, Object> provenance = set.provenance();
    if (provenance.get(ROWS_IN) instanceof Number in
        && provenance.get(ROWS_USED) instanceof Number used
        && provenance.get(SET_ASIDE) instanceof Map<?, ?> reasons) {
      Map<String, Long> setAside = new LinkedHashMap<>();
      long sum = 0;
      for (Map.Entry<?, ?> reason : reasons.entrySet()) {
        long rows = reason.getValue() instanceof Number number ? number.longValue() : 0;
        setAside.put(String.valueOf(reason.getKey()), rows);
        sum += rows;
      }
      long sampledOut = in.longValue() - used.longValue() - sum;
      return Optional.of(
          new PreparationCounts(in.longValue(), used.longValue(), sampledOut, setAside));
    }
    return Optional.empty();
  }

  /** Rows set aside for any reason. */
  public long rowsSetAside() {
    return setAside.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Text for a terminal, lines ended by {@code \n}: the sum, and the reasons if there are any. */
  public String toText() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "rows in %,d = used %,d + set aside %,d",
            rowsIn,
            rowsUsed,
            rowsSetAside()));
    if (rowsSampledOut > 0) {
      out.append(String.format(Locale.ROOT, " + sampled out %,d", rowsSampledOut));
    }
    return out.append('\n').append(lines("set aside", setAside)).toString();
  }

  /** Counts below a title; nothing if there are none. */
  static String lines(String title, Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return "";
    }
    StringBuilder lines = new StringBuilder(title).append('\n');
    counts.forEach(
        (what, count) -> lines.append(String.format(Locale.ROOT, "  %,12d  %s%n", count, what)));
    return lines.toString();
  }
}
