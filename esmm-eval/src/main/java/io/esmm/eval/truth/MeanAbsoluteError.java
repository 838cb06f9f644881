package io.esmm.eval.truth;

import io.esmm.eval.metric.MetricValue;

/** {@code 1/n sum_i |p_i - q_i|}, p predicted and q true. Undefined without rows. */
public final class MeanAbsoluteError {
  private MeanAbsoluteError() {}

  /** The distance of the predictions from the truth, 0 or more. */
  public static MetricValue of(ProbabilityPairs pairs) {
    if (pairs.rows() == 0) {
      return MetricValue.undefined("no rows");
    }
    double sum = 0;
    for (int i = 0; i < pairs.rows(); i++) {
      sum += Math.abs(pairs.predicted().get(i) - pairs.truth().get(i));
    }
    return MetricValue.of(sum / pairs.rows());
  }
}
