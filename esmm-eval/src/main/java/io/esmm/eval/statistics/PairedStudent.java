package io.esmm.eval.statistics;

import io.esmm.eval.metric.MetricValue;
import org.apache.commons.math3.stat.inference.TTest;

/**
 * Student's paired t test over repeated runs: run i of both models shares its data and seed, so
 * that only the models differ. Assumes differences that are about normal; with few runs prefer to
 * look at {@link PairedWilcoxon} as well. Undefined with fewer than two runs, or if all differences
 * are equal.
 */
public final class PairedStudent {
  private PairedStudent() {}

  /**
   * Compares two models; the statistic is t.
   *
   * @param first a metric of one model in each run
   * @param second the same of the other model, in the same order of runs
   */
  public static PairedResult compare(double[] first, double[] second) {
    Repeats difference = Repeats.of(Differences.between(first, second));
    if (difference.runs() < 2) {
      return PairedResult.undefined(difference.mean(), "fewer than two runs");
    }
    if (Differences.areEqual(first, second)) {
      return PairedResult.undefined(difference.mean(), "the difference does not vary over runs");
    }
    TTest test = new TTest();
    return new PairedResult(
        difference.mean(),
        MetricValue.of(test.pairedT(first, second)),
        MetricValue.of(test.pairedTTest(first, second)));
  }
}
