package io.esmm.eval.metric;

import io.esmm.problem.ProblemException;

/**
 * For each of n rows the natural logarithms of the probability that the event happens and that it
 * does not. They stay exact where the probability itself has rounded to 0 or 1: for a logit s they
 * are {@code -softplus(-s)} and {@code -softplus(s)}.
 */
public interface LogProbabilities {

  /** n. */
  int rows();

  /** log P, 0 or less; minus infinity is P = 0. */
  double happens(int row);

  /** log (1 - P), 0 or less. */
  double doesNot(int row);

  /** Those of the rows whose mask is 1, in their order; {@code selected} is how many there are. */
  default LogProbabilities where(byte[] mask, int selected) {
    double[] happens = new double[selected];
    double[] doesNot = new double[selected];
    int next = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] == 1) {
        happens[next] = happens(i);
        doesNot[next++] = doesNot(i);
      }
    }
    return of(Values.of(happens), Values.of(doesNot));
  }

  /**
   * Checks and wraps without copying.
   *
   * @param happens log P of n rows
   * @param doesNot log (1 - P) of the same rows
   * @throws ProblemException if a number is NaN or above 0
   * @throws IllegalArgumentException if the lengths differ
   */
  static LogProbabilities of(Values happens, Values doesNot) {
    if (happens.rows() != doesNot.rows()) {
      throw new IllegalArgumentException(
          "log P: " + happens.rows() + " rows, log (1 - P): " + doesNot.rows());
    }
    requireLogs(happens);
    requireLogs(doesNot);
    return new LogProbabilities() {
      @Override
      public int rows() {
        return happens.rows();
      }

      @Override
      public double happens(int row) {
        return happens.get(row);
      }

      @Override
      public double doesNot(int row) {
        return doesNot.get(row);
      }
    };
  }

  private static void requireLogs(Values logs) {
    for (int i = 0; i < logs.rows(); i++) {
      double log = logs.get(i);
      if (!(log <= 0)) {
        throw new ProblemException(
            "row " + i, "log-probability [" + log + "] is not a number of 0 or less", "");
      }
    }
  }
}
