package io.esmm.eval.truth;

import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.rank.RowOrder;

/**
 * Calibration error against the truth: as {@link io.esmm.eval.metric.CalibrationError} over ten
 * bins of equal mass, with the mean true probability of a bin in the place of its share of
 * positives, so without the noise of drawn labels.
 *
 * <pre>  sum_b n_b / n | mean predicted in b - mean true in b |</pre>
 *
 * <p>Rows of equal prediction are in one bin. Undefined without rows. Time linear in n; memory 12
 * bytes a row.
 */
public final class TrueCalibrationError {
  private static final int BINS = 10;

  private TrueCalibrationError() {}

  /** The error of the predictions, 0 or more. */
  public static MetricValue of(ProbabilityPairs pairs) {
    int rows = pairs.rows();
    if (rows == 0) {
      return MetricValue.undefined("no rows");
    }
    int[] order = RowOrder.ascending(pairs.predicted());
    double error = 0;
    double gap = 0; // of the bin: the sum of predicted less true
    long bin = 0;
    for (int from = 0, to; from < rows; from = to) {
      double p = pairs.predicted().get(order[from]);
      long place = (long) from * BINS / rows;
      if (place != bin) {
        error += Math.abs(gap);
        gap = 0;
        bin = place;
      }
      for (to = from; to < rows && pairs.predicted().get(order[to]) == p; to++) {
        gap += p - pairs.truth().get(order[to]);
      }
    }
    return MetricValue.of((error + Math.abs(gap)) / rows);
  }
}
