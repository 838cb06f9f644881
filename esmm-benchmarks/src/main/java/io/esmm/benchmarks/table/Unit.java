package io.esmm.benchmarks.table;

import java.util.Locale;

/** What a figure counts, and how it is written. Figures are kept in units without a prefix. */
public enum Unit {
  /** Floating-point operations per second, written in GFLOP/s. */
  FLOPS("GFLOP/s", 1e-9, "%,.1f"),
  /** Bytes per second, written in GB/s. */
  BYTES("GB/s", 1e-9, "%,.1f"),
  /** Rows of a table per second, written in millions. */
  ROWS("M rows/s", 1e-6, "%,.1f"),
  /** Values of a function per second, written in millions. */
  VALUES("M values/s", 1e-6, "%,.0f"),
  /** Impressions per second. */
  IMPRESSIONS("impressions/s", 1, "%,.0f"),
  /** A share, written in percent. */
  SHARE("%", 100, "%,.1f"),
  /** How many times as much. */
  TIMES("x", 1, "%,.2f"),
  /** Seconds, written in microseconds. */
  SECONDS("us", 1e6, "%,.1f");

  private final String symbol;
  private final double scale;
  private final String format;

  Unit(String symbol, double scale, String format) {
    this.symbol = symbol;
    this.scale = scale;
    this.format = format;
  }

  /** As it stands behind a figure. */
  public String symbol() {
    return symbol;
  }

  /** A figure as it is written, without the symbol. */
  public String written(double figure) {
    return String.format(Locale.ROOT, format, scale * figure);
  }
}
