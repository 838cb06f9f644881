package io.esmm.eval;

import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.truth.ProbabilityPairs;
import io.esmm.eval.truth.TruthMetric;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Every metric of one probability of one event against the true probability, with the rows.
 *
 * @param measured which probability on which rows
 * @param metrics all of them, by metric
 */
public record TruthReport(MeasuredRows measured, Map<TruthMetric, MetricValue> metrics) {

  static TruthReport of(MeasuredRows measured, ProbabilityPairs pairs) {
    Map<TruthMetric, MetricValue> metrics = new EnumMap<>(TruthMetric.class);
    for (TruthMetric metric : TruthMetric.values()) {
      metrics.put(metric, metric.of(pairs));
    }
    return new TruthReport(measured, Collections.unmodifiableMap(metrics));
  }

  /** The value of one metric; a report has them all. */
  public MetricValue value(TruthMetric metric) {
    return Objects.requireNonNull(metrics.get(metric));
  }
}
