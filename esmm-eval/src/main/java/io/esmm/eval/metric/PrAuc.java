package io.esmm.eval.metric;

/**
 * Area under the precision-recall curve as average precision: precision at each threshold, weighted
 * by the recall gained there.
 *
 * <pre>
 *   AP = sum_k (R_k - R_(k-1)) P_k     over the distinct probabilities k, from the highest down
 * </pre>
 *
 * <p>Rows of equal probability are one threshold: they enter together, so their order is of no
 * consequence. There is no interpolation between thresholds (the trapezoid is too optimistic here:
 * Davis and Goadrich, "The relationship between Precision-Recall and ROC curves", ICML 2006). A
 * model that knows nothing has AP = the share of positives, so values compare only on the same
 * rows. Undefined without both classes.
 */
public final class PrAuc {
  private PrAuc() {}

  /** The average precision of these rows, in (0, 1]. */
  public static MetricValue of(ScoredRows rows) {
    return rows.oneClass().orElseGet(() -> MetricValue.of(averagePrecision(rows)));
  }

  private static double averagePrecision(ScoredRows rows) {
    long positivesFromHere = rows.positives();
    long rowsFromHere = rows.rows();
    double sum = 0;
    for (Ties.Walk walk = rows.ties().walk(); walk.next(); ) {
      sum += walk.positives() * ((double) positivesFromHere / rowsFromHere);
      positivesFromHere -= walk.positives();
      rowsFromHere -= walk.rows();
    }
    return sum / rows.positives();
  }
}
