package io.esmm.eval.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * An AUC with the uncertainty that comes from the rows being a sample.
 *
 * @param auc the AUC
 * @param variance its variance over samples of rows, after DeLong
 */
public record AucEstimate(double auc, double variance) {

  /**
   * Where the AUC lies, both ends included.
   *
   * @param low the lower end, at least 0
   * @param high the upper end, at most 1
   */
  public record Interval(double low, double high) {}

  /** The standard deviation of the AUC over samples of rows: the root of the variance. */
  public double standardError() {
    return Math.sqrt(variance);
  }

  /**
   * The normal interval that holds the AUC with this confidence, cut to [0, 1].
   *
   * @param confidence between 0 and 1, such as 0.95
   * @throws IllegalArgumentException if the confidence is out of its range
   */
  public Interval interval(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must lie between 0 and 1, got " + confidence);
    }
    double z =
        new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + confidence) / 2);
    double half = z * standardError();
    return new Interval(Math.max(0, auc - half), Math.min(1, auc + half));
  }
}
