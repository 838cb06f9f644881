package io.esmm.eval.metric;

import io.esmm.problem.ProblemException;

/**
 * For each of n rows the natural logarithms of the probability that the event happens and that it
 * does not. They stay exact where the probability itself has rounded to 0 or 1: for a logit s they
 * are {@code -softplus(-s)} and {@code -softplus(s)}.
 *
 * <p>Wraps without copying. Thread-safe if the arrays are left unchanged.
 */
public final class LogProbabilities {
  private final Values happens;
  private final Values doesNot;

  private LogProbabilities(Values happens, Values doesNot) {
    this.happens = happens;
    this.doesNot = doesNot;
  }

  /**
   * Checks and wraps.
   *
   * @param happens log P, n numbers, 0 or less; minus infinity is P = 0
   * @param doesNot log (1 - P), n numbers, 0 or less
   * @throws ProblemException if a number is NaN or above 0
   */
  public static LogProbabilities of(Values happens, Values doesNot) {
    if (happens.rows() != doesNot.rows()) {
      throw new IllegalArgumentException(
          "log P: " + happens.rows() + " rows, log (1 - P): " + doesNot.rows());
    }
    check(happens);
    check(doesNot);
    return new LogProbabilities(happens, doesNot);
  }

  public int rows() {
    return happens.rows();
  }

  /** log P of this row if the label is 1, log (1 - P) if it is 0. */
  public double ofLabel(int row, int label) {
    return (label == 1 ? happens : doesNot).get(row);
  }

  LogProbabilities where(byte[] mask, int selected) {
    return new LogProbabilities(happens.where(mask, selected), doesNot.where(mask, selected));
  }

  private static void check(Values logs) {
    for (int i = 0; i < logs.rows(); i++) {
      double log = logs.get(i);
      if (!(log <= 0)) {
        throw new ProblemException(
            "row " + i, "log-probability [" + log + "] is not a number of 0 or less", "");
      }
    }
  }
}
