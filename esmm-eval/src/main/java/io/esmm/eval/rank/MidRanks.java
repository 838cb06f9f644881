package io.esmm.eval.rank;

import io.esmm.eval.metric.Values;

/** Ranks from 1 to n, equal numbers sharing the mean of the ranks they take together. */
public final class MidRanks {
  private MidRanks() {}

  /**
   * The rank of each row.
   *
   * @param values n numbers, none of them NaN
   * @return n ranks in the order of the rows; each is an integer or an integer and a half
   */
  public static double[] of(Values values) {
    int[] order = RowOrder.ascending(values);
    double[] ranks = new double[order.length];
    int to;
    for (int from = 0; from < order.length; from = to) {
      double value = values.get(order[from]);
      to = from + 1;
      while (to < order.length && values.get(order[to]) == value) {
        to++;
      }
      double rank = (from + 1.0 + to) / 2;
      for (int i = from; i < to; i++) {
        ranks[order[i]] = rank;
      }
    }
    return ranks;
  }
}
