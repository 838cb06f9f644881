package io.esmm.eval.truth;

import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.rank.RowOrder;

/**
 * AUC against the truth: every row counts as a positive with weight q and as a negative with weight
 * 1 - q, q its true probability. It is the ratio of the expected numbers of rightly ordered and of
 * all pairs when labels are drawn from the truth, so it has none of the noise of one draw, and it
 * is defined on rows whose labels were never observed.
 *
 * <pre>
 *   sum_(i != j) q_i (1 - q_j) ( [p_i > p_j] + 1/2 [p_i = p_j] )  /  sum_(i != j) q_i (1 - q_j)
 * </pre>
 *
 * <p>A row makes no pair with itself: with labels for q this is {@link io.esmm.eval.metric.Auc}.
 * Even the true probabilities themselves score below 1 here; compare with {@link #best}. Undefined
 * if no pair has weight. Time linear in n; memory 24 bytes a row.
 */
public final class ExpectedAuc {
  private ExpectedAuc() {}

  /** The area for the predictions, in [0, 1]. */
  public static MetricValue of(ProbabilityPairs pairs) {
    double positives = 0;
    double negatives = 0;
    double withItself = 0;
    for (int i = 0; i < pairs.rows(); i++) {
      double q = pairs.truth().get(i);
      positives += q;
      negatives += 1 - q;
      withItself += q * (1 - q);
    }
    double weight = positives * negatives - withItself;
    if (pairs.rows() < 2 || positives == 0 || negatives == 0) {
      return MetricValue.undefined(reason(pairs.rows(), positives));
    }
    return MetricValue.of(Math.clamp((wins(pairs) - withItself / 2) / weight, 0, 1));
  }

  /** The value of the true probabilities themselves: no model can expect more on these rows. */
  public static MetricValue best(ProbabilityPairs pairs) {
    return of(ProbabilityPairs.of(pairs.truth(), pairs.truth()));
  }

  /** The weight of rightly ordered pairs, ties one half, each row tied with itself included. */
  private static double wins(ProbabilityPairs pairs) {
    int[] order = RowOrder.ascending(pairs.predicted());
    double wins = 0;
    double negativesBelow = 0;
    int to;
    for (int from = 0; from < order.length; from = to) {
      double p = pairs.predicted().get(order[from]);
      double positivesHere = 0;
      double negativesHere = 0;
      for (to = from; to < order.length && pairs.predicted().get(order[to]) == p; to++) {
        double q = pairs.truth().get(order[to]);
        positivesHere += q;
        negativesHere += 1 - q;
      }
      wins += positivesHere * (negativesBelow + negativesHere / 2);
      negativesBelow += negativesHere;
    }
    return wins;
  }

  private static String reason(int rows, double positives) {
    if (rows < 2) {
      return rows == 0 ? "no rows" : "one row";
    }
    return positives == 0 ? "every true probability is 0" : "every true probability is 1";
  }
}
