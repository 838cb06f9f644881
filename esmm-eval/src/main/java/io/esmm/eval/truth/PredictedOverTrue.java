package io.esmm.eval.truth;

import io.esmm.eval.metric.MetricValue;

/**
 * PCOC with the expected instead of the observed number of events: {@code sum_i p_i / sum_i q_i}, p
 * predicted and q true. Free of the noise of labels, and defined on rows where no event could be
 * observed. Undefined if every true probability is 0.
 */
public final class PredictedOverTrue {
  private PredictedOverTrue() {}

  /** The ratio of the two sums, 0 or more. */
  public static MetricValue of(ProbabilityPairs pairs) {
    double predicted = 0;
    double truth = 0;
    for (int i = 0; i < pairs.rows(); i++) {
      predicted += pairs.predicted().get(i);
      truth += pairs.truth().get(i);
    }
    if (truth == 0) {
      return MetricValue.undefined(pairs.rows() == 0 ? "no rows" : "every true probability is 0");
    }
    return MetricValue.of(predicted / truth);
  }
}
