package io.esmm.eval;

import io.esmm.eval.metric.Better;
import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.truth.TruthMetric;
import io.esmm.objective.Probability;
import java.util.function.Function;

/**
 * A column of {@link EvaluationTable#summary}: one number of each model.
 *
 * @param title the head of the column; it may have several lines
 * @param better which value is marked as the best
 * @param value where the number stands
 */
public record SummaryColumn(
    String title, Better better, Function<FunnelEvaluation, MetricValue> value) {

  /** A metric against labels, of an event that every evaluation has. */
  public static SummaryColumn of(String title, MetricName metric) {
    return new SummaryColumn(title, metric.better(), metric::of);
  }

  /** A metric against true probabilities; undefined where the evaluation has none. */
  public static SummaryColumn ofTruth(
      String title,
      String event,
      Probability probability,
      RowSelection selection,
      TruthMetric metric) {
    return new SummaryColumn(
        title,
        metric.better(),
        evaluation ->
            evaluation
                .event(event)
                .truth(probability, selection)
                .map(report -> report.value(metric))
                .orElse(MetricValue.undefined("truth unknown")));
  }
}
