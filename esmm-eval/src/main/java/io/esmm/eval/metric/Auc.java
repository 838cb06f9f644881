package io.esmm.eval.metric;

/**
 * Area under the ROC curve, exact: the probability that a random positive has a higher probability
 * than a random negative, a tie counting one half (the Mann-Whitney statistic with mid-ranks).
 *
 * <pre>  AUC = (#{p+ > p-} + 1/2 #{p+ = p-}) / (positives * negatives)</pre>
 *
 * <p>No bins and no average over batches: pairs are counted in integers over all rows, so the
 * result depends on the order of the probabilities alone and is the same for any order of the rows.
 * Time n log n; memory 8 bytes a row (400 MB for 50 million rows), shared with {@link PrAuc} and
 * {@link CalibrationError}. Undefined without both classes.
 *
 * <p>Hanley and McNeil, "The meaning and use of the area under a receiver operating characteristic
 * (ROC) curve", Radiology 143, 1982.
 */
public final class Auc {
  private Auc() {}

  /** The area for these rows, in [0, 1]. */
  public static MetricValue of(ScoredRows rows) {
    return rows.oneClass()
        .orElseGet(() -> {
          double pairs = (double) rows.positives() * rows.negatives();
          return MetricValue.of(rows.ties().twiceWins() / (2 * pairs));
        });
  }
}
