package io.esmm.eval.metric;

/**
 * Predicted over observed: how many events the model expects for each one that happened.
 *
 * <pre>  PCOC = sum_i p_i / sum_i y_i</pre>
 *
 * <p>1 is right on average; above 1 predicts too many. Errors of opposite sign cancel: a PCOC of 1
 * says nothing about any part of the rows (see {@link CalibrationError}). Undefined without
 * positives.
 */
public final class Pcoc {
  private Pcoc() {}

  /** The ratio for these rows, 0 or more. */
  public static MetricValue of(ScoredRows rows) {
    if (rows.positives() == 0) {
      return MetricValue.undefined(rows.rows() == 0 ? "no rows" : "no positives");
    }
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      sum += rows.probability(i);
    }
    return MetricValue.of(sum / rows.positives());
  }
}
