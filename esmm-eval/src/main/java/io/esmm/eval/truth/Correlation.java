package io.esmm.eval.truth;

import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.metric.Values;
import io.esmm.eval.rank.MidRanks;

/**
 * Correlation of predicted and true probabilities: Pearson's of the values (how linear), Spearman's
 * of the mid-ranks (how well ordered). Undefined with fewer than two rows or if one side is
 * constant.
 */
public final class Correlation {
  private Correlation() {}

  /** Pearson's correlation, in [-1, 1], in double precision. */
  public static MetricValue pearson(ProbabilityPairs pairs) {
    return pearson(pairs.predicted(), pairs.truth());
  }

  /** Spearman's correlation, in [-1, 1]: Pearson's of the mid-ranks. Memory 40 bytes a row. */
  public static MetricValue spearman(ProbabilityPairs pairs) {
    return pearson(
        Values.of(MidRanks.of(pairs.predicted())), Values.of(MidRanks.of(pairs.truth())));
  }

  private static MetricValue pearson(Values a, Values b) {
    int rows = a.rows();
    if (rows < 2) {
      return MetricValue.undefined(rows == 0 ? "no rows" : "one row");
    }
    if (isConstant(a)) {
      return MetricValue.undefined("predictions are constant");
    }
    if (isConstant(b)) {
      return MetricValue.undefined("true probabilities are constant");
    }
    double meanA = mean(a);
    double meanB = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < rows; i++) {
      double da = a.get(i) - meanA;
      double db = b.get(i) - meanB;
      ab += da * db;
      aa += da * da;
      bb += db * db;
    }
    return MetricValue.of(Math.clamp(ab / Math.sqrt(aa * bb), -1, 1));
  }

  private static boolean isConstant(Values values) {
    for (int i = 1; i < values.rows(); i++) {
      if (values.get(i) != values.get(0)) {
        return false;
      }
    }
    return true;
  }

  private static double mean(Values values) {
    double sum = 0;
    for (int i = 0; i < values.rows(); i++) {
      sum += values.get(i);
    }
    return sum / values.rows();
  }
}
