package io.esmm.eval.statistics;

import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.metric.ScoredRows;
import io.esmm.eval.metric.Values;
import io.esmm.eval.rank.MidRanks;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The variance of an AUC, and the test whether two models have the same AUC on the same rows.
 *
 * <p>Each positive has a placement: the share of negatives below it (ties one half); each negative
 * the share of positives above it. The AUC is the mean of either, and with m positives and n
 * negatives
 *
 * <pre>  var(AUC) = var(placements of positives) / m + var(placements of negatives) / n</pre>
 *
 * <p>and likewise for covariances of two models. Placements come from mid-ranks, so time is linear
 * in the rows; memory about 50 bytes a row. Undefined with fewer than two rows of a class. Rows are
 * taken as independent: many impressions of one user make the true variance larger.
 *
 * <p>DeLong, DeLong and Clarke-Pearson, "Comparing the Areas under Two or More Correlated Receiver
 * Operating Characteristic Curves", Biometrics 44, 1988; Sun and Xu, "Fast Implementation of
 * DeLong's Algorithm", IEEE Signal Processing Letters 21, 2014.
 */
public final class DeLong {
  private DeLong() {}

  /** The AUC with its variance; empty with fewer than two rows of a class. */
  public static Optional<AucEstimate> estimate(ScoredRows rows) {
    if (tooFew(rows)) {
      return Optional.empty();
    }
    Placements placements = Placements.of(rows);
    return Optional.of(new AucEstimate(placements.auc(), covariance(placements, placements)));
  }

  /**
   * Compares two models; the statistic is z.
   *
   * @param first one model's probabilities and the labels
   * @param second the other model's, of the same rows in the same order
   * @throws IllegalArgumentException if the labels differ
   */
  public static PairedResult compare(ScoredRows first, ScoredRows second) {
    requireSameLabels(first, second);
    if (tooFew(first)) {
      return PairedResult.undefined(Double.NaN, "fewer than two rows of a class");
    }
    Placements a = Placements.of(first);
    Placements b = Placements.of(second);
    double difference = a.auc() - b.auc();
    double variance = covariance(a, a) + covariance(b, b) - 2 * covariance(a, b);
    // identical rankings leave nothing but rounding
    if (!(variance > 1e-15 * (covariance(a, a) + covariance(b, b)))) {
      return PairedResult.undefined(difference, "the difference does not vary over rows");
    }
    double z = difference / Math.sqrt(variance);
    double p = 2 * new NormalDistribution(null, 0, 1).cumulativeProbability(-Math.abs(z));
    return new PairedResult(difference, MetricValue.of(z), MetricValue.of(p));
  }

  private static boolean tooFew(ScoredRows rows) {
    return rows.positives() < 2 || rows.negatives() < 2;
  }

  private static double covariance(Placements a, Placements b) {
    return covariance(a.positives(), b.positives()) / a.positives().rows()
        + covariance(a.negatives(), b.negatives()) / a.negatives().rows();
  }

  private static double covariance(Values a, Values b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double sum = 0;
    for (int i = 0; i < a.rows(); i++) {
      sum += (a.get(i) - meanA) * (b.get(i) - meanB);
    }
    return sum / (a.rows() - 1);
  }

  private static double mean(Values values) {
    double sum = 0;
    for (int i = 0; i < values.rows(); i++) {
      sum += values.get(i);
    }
    return sum / values.rows();
  }

  private static void requireSameLabels(ScoredRows first, ScoredRows second) {
    if (first.rows() != second.rows()) {
      throw new IllegalArgumentException(
          "models of " + first.rows() + " and " + second.rows() + " rows");
    }
    for (int i = 0; i < first.rows(); i++) {
      if (first.label(i) != second.label(i)) {
        throw new IllegalArgumentException("the labels of row " + i + " differ");
      }
    }
  }

  /** In the order of the rows of each class. */
  private record Placements(Values positives, Values negatives) {

    static Placements of(ScoredRows rows) {
      int m = rows.positives();
      int n = rows.negatives();
      double[] ofPositives = new double[m];
      double[] ofNegatives = new double[n];
      int nextPositive = 0;
      int nextNegative = 0;
      for (int i = 0; i < rows.rows(); i++) {
        if (rows.label(i) == 1) {
          ofPositives[nextPositive++] = rows.probability(i);
        } else {
          ofNegatives[nextNegative++] = rows.probability(i);
        }
      }
      double[] amongPositives = MidRanks.of(Values.of(ofPositives));
      double[] amongNegatives = MidRanks.of(Values.of(ofNegatives));
      double[] amongAll = MidRanks.of(Values.computed(rows.rows(), rows::probability));
      int positive = 0;
      int negative = 0;
      for (int i = 0; i < amongAll.length; i++) {
        if (rows.label(i) == 1) {
          ofPositives[positive] = (amongAll[i] - amongPositives[positive]) / n;
          positive++;
        } else {
          ofNegatives[negative] = 1 - (amongAll[i] - amongNegatives[negative]) / m;
          negative++;
        }
      }
      return new Placements(Values.of(ofPositives), Values.of(ofNegatives));
    }

    double auc() {
      return mean(positives);
    }
  }
}
