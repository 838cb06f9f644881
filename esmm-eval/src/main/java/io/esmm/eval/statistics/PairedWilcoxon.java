package io.esmm.eval.statistics;

import io.esmm.eval.metric.MetricValue;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * Wilcoxon's signed-rank test over repeated runs: like {@link PairedStudent} without assuming a
 * normal distribution. Runs without a difference are left out, as Wilcoxon did; equal differences
 * share their mean rank. Up to 50 runs the probability is exact, ties included, by counting all
 * assignments of signs; beyond that it is the normal approximation with the correction for ties.
 * With fewer than six runs it cannot fall below 0.05. Undefined if no run has a difference.
 *
 * <p>Wilcoxon, "Individual Comparisons by Ranking Methods", Biometrics Bulletin 1, 1945.
 */
public final class PairedWilcoxon {
  private static final int MOST_EXACT = 50;

  private PairedWilcoxon() {}

  /**
   * Compares two models; the statistic is W+, the sum of the ranks of positive differences.
   *
   * @param first a metric of one model in each run
   * @param second the same of the other model, in the same order of runs
   */
  public static PairedResult compare(double[] first, double[] second) {
    double[] all = Differences.between(first, second);
    double mean = Repeats.of(all).mean();
    double[] differences = Arrays.stream(all).filter(d -> d != 0).toArray();
    if (differences.length == 0) {
      return PairedResult.undefined(mean, all.length == 0 ? "no runs" : "no run has a difference");
    }
    // twice the ranks are integers, ties or not
    int[] twiceRanks = twiceRanks(differences);
    int twicePositive = 0;
    int twiceAll = 0;
    for (int i = 0; i < twiceRanks.length; i++) {
      twicePositive += differences[i] > 0 ? twiceRanks[i] : 0;
      twiceAll += twiceRanks[i];
    }
    int smaller = Math.min(twicePositive, twiceAll - twicePositive);
    double p =
        differences.length <= MOST_EXACT
            ? exact(twiceRanks, smaller, twiceAll)
            : approximate(twiceRanks, smaller, twiceAll);
    return new PairedResult(
        mean, MetricValue.of(twicePositive / 2.0), MetricValue.of(Math.min(1, 2 * p)));
  }

  private static int[] twiceRanks(double[] differences) {
    double[] sizes = Arrays.stream(differences).map(Math::abs).toArray();
    double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).rank(sizes);
    return Arrays.stream(ranks).mapToInt(rank -> (int) Math.round(2 * rank)).toArray();
  }

  /** The share of the 2^n assignments of signs whose positive ranks sum to at most this. */
  private static double exact(int[] twiceRanks, int atMost, int total) {
    double[] share = new double[total + 1];
    share[0] = 1;
    for (int rank : twiceRanks) {
      for (int sum = total; sum >= 0; sum--) {
        share[sum] = (share[sum] + (sum >= rank ? share[sum - rank] : 0)) / 2;
      }
    }
    return Arrays.stream(share, 0, atMost + 1).sum();
  }

  private static double approximate(int[] twiceRanks, int smaller, int total) {
    double variance = 0; // of a sum of independent 0-or-rank
    for (int rank : twiceRanks) {
      variance += rank * (double) rank / 4;
    }
    double z = (smaller - total / 2.0) / Math.sqrt(variance);
    return new NormalDistribution(null, 0, 1).cumulativeProbability(z);
  }
}
