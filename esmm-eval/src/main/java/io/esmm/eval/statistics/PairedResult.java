package io.esmm.eval.statistics;

import io.esmm.eval.metric.MetricValue;

/**
 * What a paired comparison of two models gave. Immutable.
 *
 * @param difference the first minus the second: of two AUCs, or of the means over runs
 * @param statistic the test's statistic: z, t or W; undefined with the reason
 * @param pValue two-sided: the probability of a statistic at least this extreme if the models were
 *     equal; undefined with the reason
 */
public record PairedResult(double difference, MetricValue statistic, MetricValue pValue) {

  static PairedResult undefined(double difference, String reason) {
    MetricValue none = MetricValue.undefined(reason);
    return new PairedResult(difference, none, none);
  }
}
