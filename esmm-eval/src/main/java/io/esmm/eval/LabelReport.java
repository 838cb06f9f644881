package io.esmm.eval;

import io.esmm.eval.metric.Gauc;
import io.esmm.eval.metric.LogLoss;
import io.esmm.eval.metric.Metric;
import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.metric.NormalizedEntropy;
import io.esmm.eval.metric.ScoredRows;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Every metric of one probability of one event against its labels, with the rows it was taken over.
 *
 * @param measured which probability on which rows
 * @param positives rows on which the event happened
 * @param aboveOne rows whose "probability" is above 1 (only quotients of two models have any)
 * @param metrics by metric; without {@link Metric#GAUC} if the rows had no groups
 * @param gauc the groups that GAUC used and skipped; empty if the rows had none
 */
public record LabelReport(
    MeasuredRows measured,
    int positives,
    int aboveOne,
    Map<Metric, MetricValue> metrics,
    Optional<Gauc.Result> gauc) {

  static LabelReport of(MeasuredRows measured, ScoredRows rows) {
    Map<Metric, MetricValue> metrics = new EnumMap<>(Metric.class);
    Optional<Gauc.Result> gauc = rows.groups().map(_ -> Gauc.resultOf(rows));
    MetricValue logLoss = LogLoss.of(rows);
    for (Metric metric : Metric.values()) {
      switch (metric) {
        case GAUC -> gauc.ifPresent(result -> metrics.put(metric, result.value()));
        case LOG_LOSS -> metrics.put(metric, logLoss);
        case NORMALIZED_ENTROPY -> metrics.put(metric, NormalizedEntropy.of(rows, logLoss));
        default -> metrics.put(metric, metric.of(rows));
      }
    }
    return new LabelReport(
        measured, rows.positives(), rows.aboveOne(), Collections.unmodifiableMap(metrics), gauc);
  }

  /** The value of a metric; GAUC without groups is undefined. */
  public MetricValue value(Metric metric) {
    MetricValue value = metrics.get(metric);
    return value == null ? MetricValue.undefined("no group ids") : value;
  }
}
