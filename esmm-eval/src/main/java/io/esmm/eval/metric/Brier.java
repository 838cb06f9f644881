package io.esmm.eval.metric;

/**
 * Mean squared difference of probability and label.
 *
 * <pre>  Brier = 1/n sum_i (p_i - y_i)^2</pre>
 *
 * <p>For rare events it is close to the share of positives whatever the model does: compare models
 * on the same rows only. Undefined without rows.
 *
 * <p>Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review
 * 1950.
 */
public final class Brier {
  private Brier() {}

  /** The mean over these rows; in [0, 1] if no "probability" is above 1. */
  public static MetricValue of(ScoredRows rows) {
    if (rows.rows() == 0) {
      return MetricValue.undefined("no rows");
    }
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      double difference = rows.probability(i) - rows.label(i);
      sum += difference * difference;
    }
    return MetricValue.of(sum / rows.rows());
  }
}
