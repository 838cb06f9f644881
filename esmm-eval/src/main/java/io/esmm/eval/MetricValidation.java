package io.esmm.eval;

import io.esmm.eval.metric.Metric;
import io.esmm.eval.metric.MetricValue;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import io.esmm.scoring.Scorer;
import io.esmm.train.Validation;

/** Early stopping by a named metric on held-out rows. Thread-safe as the rows are. */
public final class MetricValidation implements Validation {
  private final HeldOutRows rows;
  private final MetricName metric;

  /**
   * Measures on these rows; one scoring of all of them for each validation.
   *
   * @throws ProblemException if the metric's event is not in the funnel, or it is GAUC and the rows
   *     have no groups
   */
  public MetricValidation(HeldOutRows rows, MetricName metric) {
    if (rows.funnel().indexOf(metric.event()) < 0) {
      throw new ProblemException(
          "",
          "metric [" + metric + "] is of an unknown event",
          Suggestion.remedy(metric.event(), rows.funnel().names()));
    }
    if (metric.metric() == Metric.GAUC && !rows.hasGroups()) {
      throw new ProblemException(
          "", "metric [" + metric + "] needs groups", "group the rows by user, or choose auc");
    }
    this.rows = rows;
    this.metric = metric;
  }

  /** What is measured, with its event and its probability. */
  public MetricName metric() {
    return metric;
  }

  /** The metric itself, as evaluation states it: log loss is not negated. */
  public MetricValue value(Scorer scorer) {
    return metric.of(rows.predict(scorer));
  }

  /** As training wants it: larger is better (log loss is negated), NaN if undefined. */
  @Override
  public double measure(Scorer scorer) {
    return switch (value(scorer)) {
      case MetricValue.Defined(double number) -> metric.better().asLargerIsBetter(number);
      case MetricValue.Undefined _ -> Double.NaN;
    };
  }
}
