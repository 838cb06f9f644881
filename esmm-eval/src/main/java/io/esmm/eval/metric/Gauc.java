package io.esmm.eval.metric;

import java.util.Arrays;

/**
 * Group AUC: the AUC within each group (a user, a request), averaged with the number of the group's
 * rows as its weight.
 *
 * <pre>  GAUC = sum_g n_g AUC_g / sum_g n_g     over the groups g with both classes</pre>
 *
 * <p>Groups with one class have no AUC; they are left out of both sums and counted. Undefined
 * without group ids or if no group has both classes. Time n log n; memory 8 bytes a row. The same
 * bits for any order of the rows.
 *
 * <p>Zhu et al., "Optimized Cost per Click in Taobao Display Advertising", KDD 2017 (weighted by
 * impressions, as here); Zhou et al., "Deep Interest Network", KDD 2018.
 */
public final class Gauc {
  private Gauc() {}

  /**
   * What the average was taken over.
   *
   * @param value the impression-weighted average
   * @param groupsUsed groups with both classes
   * @param groupsSkipped groups with one class only
   * @param rowsUsed rows of the used groups: the sum of the weights
   */
  public record Result(MetricValue value, int groupsUsed, int groupsSkipped, int rowsUsed) {}

  /** The value alone, in [0, 1]; see {@link #resultOf} for what it was taken over. */
  public static MetricValue of(ScoredRows rows) {
    return resultOf(rows).value();
  }

  /** The value with the number of groups used and skipped. */
  public static Result resultOf(ScoredRows rows) {
    if (rows.groups().isEmpty()) {
      return new Result(MetricValue.undefined("no group ids"), 0, 0, 0);
    }
    long[] byGroup = rowsByGroup(rows.groups().get());
    double[] positives = new double[16];
    double[] negatives = new double[16];
    double weightedSum = 0;
    int used = 0;
    int skipped = 0;
    int rowsUsed = 0;
    int to;
    for (int from = 0; from < byGroup.length; from = to) {
      to = endOfGroup(byGroup, from);
      int size = to - from;
      if (size > positives.length) {
        positives = new double[Math.max(size, 2 * positives.length)];
        negatives = new double[positives.length];
      }
      int positiveCount = 0;
      int negativeCount = 0;
      for (int i = from; i < to; i++) {
        int row = (int) byGroup[i];
        if (rows.label(row) == 1) {
          positives[positiveCount++] = rows.probability(row);
        } else {
          negatives[negativeCount++] = rows.probability(row);
        }
      }
      if (positiveCount == 0 || negativeCount == 0) {
        skipped++;
        continue;
      }
      Ties ties = Ties.sorting(positives, positiveCount, negatives, negativeCount);
      weightedSum += size * (ties.twiceWins() / (2.0 * positiveCount * negativeCount));
      used++;
      rowsUsed += size;
    }
    MetricValue value =
        used == 0
            ? MetricValue.undefined(rows.rows() == 0 ? "no rows" : "no group with both classes")
            : MetricValue.of(weightedSum / rowsUsed);
    return new Result(value, used, skipped, rowsUsed);
  }

  /** One key per row, the group in the upper half and the row in the lower, sorted. */
  private static long[] rowsByGroup(int[] groups) {
    long[] keys = new long[groups.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ((long) groups[i] << 32) | i;
    }
    Arrays.sort(keys);
    return keys;
  }

  private static int endOfGroup(long[] keys, int from) {
    int to = from + 1;
    while (to < keys.length && keys[to] >> 32 == keys[from] >> 32) {
      to++;
    }
    return to;
  }
}
