package io.esmm.benchmarks.table;

import java.util.Arrays;

/**
 * What several windows gave.
 *
 * @param lowest of all
 * @param median the middle one; of an even number, the upper of the two
 * @param highest of all
 */
public record Spread(double lowest, double median, double highest) {

  /**
   * The spread of these windows.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(double... windows) {
    if (windows.length == 0) {
      throw new IllegalArgumentException("a spread needs at least one window");
    }
    double[] sorted = windows.clone();
    Arrays.sort(sorted);
    return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }

  /** What was measured once. */
  public static Spread once(double value) {
    return of(value);
  }

  /**
   * The spread of a[i] / b[i]: two that were measured by turns, turn by turn.
   *
   * @throws IllegalArgumentException if there are not as many of one as of the other
   */
  public static Spread ofRatios(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "there are [" + a.length + "] turns of one and [" + b.length + "] of the other");
    }
    double[] ratios = new double[a.length];
    Arrays.setAll(ratios, i -> a[i] / b[i]);
    return of(ratios);
  }

  /** All three, as shares of a positive number. */
  public Spread over(double whole) {
    return new Spread(lowest / whole, median / whole, highest / whole);
  }

  /** How far the windows lie apart, as a share of the median. */
  public double width() {
    return (highest - lowest) / median;
  }
}
