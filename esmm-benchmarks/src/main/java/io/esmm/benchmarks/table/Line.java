package io.esmm.benchmarks.table;

import org.jspecify.annotations.Nullable;

/**
 * A line of the table.
 *
 * @param what was measured: {@code 414x360 forward, 4,096 rows}
 * @param unit of the figures and of the bar
 * @param measured in several windows
 * @param bar what is asked of the median; null if nothing is
 */
public record Line(String what, Unit unit, Spread measured, @Nullable Bar bar) {

  /** A line of which nothing is asked. */
  public static Line of(String what, Unit unit, Spread measured) {
    return new Line(what, unit, measured, null);
  }

  /** Whether the median meets the bar; true if there is none. */
  public boolean met() {
    return bar == null || bar.met(measured.median());
  }
}
