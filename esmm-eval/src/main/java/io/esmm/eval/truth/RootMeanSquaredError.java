package io.esmm.eval.truth;

import io.esmm.eval.metric.MetricValue;

/** {@code sqrt(1/n sum_i (p_i - q_i)^2)}, p predicted and q true. Undefined without rows. */
public final class RootMeanSquaredError {
  private RootMeanSquaredError() {}

  /** The distance of the predictions from the truth, 0 or more. */
  public static MetricValue of(ProbabilityPairs pairs) {
    if (pairs.rows() == 0) {
      return MetricValue.undefined("no rows");
    }
    double sum = 0;
    for (int i = 0; i < pairs.rows(); i++) {
      double difference = pairs.predicted().get(i) - pairs.truth().get(i);
      sum += difference * difference;
    }
    return MetricValue.of(Math.sqrt(sum / pairs.rows()));
  }
}
