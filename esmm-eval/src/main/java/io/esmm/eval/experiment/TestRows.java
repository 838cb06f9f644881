package io.esmm.eval.experiment;

import io.esmm.eval.metric.Labels;
import io.esmm.eval.metric.Values;
import java.util.Optional;

/**
 * The n rows that methods are measured on: all impressions of the test half.
 *
 * <p>Wraps without copying. Thread-safe if the arrays are left unchanged.
 *
 * @param clicks 1 where the first event happened, else 0
 * @param conversions 1 where the second one did, else 0
 * @param truth the true P(conversion | click) of every row, where a simulator tells it
 * @param neverClicked 1 where training saw no click in the row's region (its item), if regions are
 *     known
 */
public record TestRows(
    byte[] clicks, byte[] conversions, Optional<Values> truth, Optional<byte[]> neverClicked) {

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if they differ
   */
  public TestRows {
    requireRows("conversions", conversions.length, clicks.length);
    int rows = clicks.length;
    truth.ifPresent(values -> requireRows("true probabilities", values.rows(), rows));
    neverClicked.ifPresent(mask -> requireRows("regions", mask.length, rows));
    Labels.check(clicks);
    Labels.check(conversions);
  }

  /** n, the number of rows: clicked or not. */
  public int rows() {
    return clicks.length;
  }

  static void requireRows(String what, int rows, int expected) {
    if (rows != expected) {
      throw new IllegalArgumentException(what + ": " + rows + " rows, expected " + expected);
    }
  }
}
