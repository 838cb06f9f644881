package io.esmm.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.esmm.eval.metric.Auc;
import io.esmm.eval.metric.ScoredRows;
import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeLongTest {
  @Test
  void varianceIsThatOfThePlacements() {
    double[] p = {0.8, 0.3, 0.5, 0.3, 0.1};
    byte[] y = {1, 1, 0, 0, 0};
    // placements of positives: 1, (1/2 + 1) / 3; of negatives: 1/2, (1 + 1/2) / 2, 1
    double auc = (1 + 0.5) / 2;
    double ofPositives = (square(1 - auc) + square(0.5 - auc)) / (2 - 1);
    double ofNegatives = (square(0.5 - auc) + square(0.75 - auc) + square(1 - auc)) / (3 - 1);
    AucEstimate estimate = DeLong.estimate(ScoredRows.of(p, y)).orElseThrow();
    assertThat(estimate.auc()).isCloseTo(auc, within(1e-15));
    assertThat(estimate.variance()).isCloseTo(ofPositives / 2 + ofNegatives / 3, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void equalsTheQuadraticComputation(long seed) {
    Sample sample = Sample.of(seed, 150);
    double[][] first = sample.placements(sample.first);
    double[][] second = sample.placements(sample.second);
    double variance =
        covariance(first, first) + covariance(second, second) - 2 * covariance(first, second);
    double difference = mean(first[0]) - mean(second[0]);
    double z = difference / Math.sqrt(variance);
    PairedResult result = DeLong.compare(sample.rows(sample.first), sample.rows(sample.second));
    assertThat(result.difference()).isCloseTo(difference, within(1e-12));
    assertThat(result.statistic().orElseThrow()).isCloseTo(z, within(1e-9));
    double p = 2 * (1 - new NormalDistribution().cumulativeProbability(Math.abs(z)));
    assertThat(result.pValue().orElseThrow()).isCloseTo(p, within(1e-9));
    AucEstimate estimate = DeLong.estimate(sample.rows(sample.first)).orElseThrow();
    assertThat(estimate.variance()).isCloseTo(covariance(first, first), within(1e-12));
    assertThat(estimate.auc())
        .isCloseTo(Auc.of(sample.rows(sample.first)).orElseThrow(), within(1e-12));
  }

  @Test
  void intervalsHoldTheTrueAucAboutAsOftenAsTheySay() {
    int held = 0;
    for (int repeat = 0; repeat < 400; repeat++) {
      Random random = new Random(repeat);
      double[] p = new double[200];
      byte[] y = new byte[200];
      for (int i = 0; i < p.length; i++) {
        y[i] = (byte) (i % 4 == 0 ? 1 : 0);
        p[i] = new NormalDistribution().cumulativeProbability(random.nextGaussian() + y[i]);
      }
      AucEstimate.Interval interval =
          DeLong.estimate(ScoredRows.of(p, y)).orElseThrow().interval(0.9);
      // two normals one deviation apart: P(a > b) = Phi(1 / sqrt 2)
      double truth = new NormalDistribution().cumulativeProbability(Math.sqrt(0.5));
      held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertThat(held / 400.0).isBetween(0.86, 0.94);
  }

  @Test
  void exchangingTheModelsChangesOnlyTheSign() {
    Sample sample = Sample.of(9, 200);
    PairedResult one = DeLong.compare(sample.rows(sample.first), sample.rows(sample.second));
    PairedResult other = DeLong.compare(sample.rows(sample.second), sample.rows(sample.first));
    assertThat(one.difference()).isEqualTo(-other.difference());
    assertThat(one.pValue().orElseThrow()).isCloseTo(other.pValue().orElseThrow(), within(1e-12));
  }

  @Test
  void undefinedHasAReason() {
    Sample sample = Sample.of(9, 200);
    ScoredRows rows = sample.rows(sample.first);
    assertThat(DeLong.compare(rows, rows).pValue())
        .hasToString("undefined (the difference does not vary over rows)");
    ScoredRows few = ScoredRows.of(new double[] {0.1, 0.2, 0.3}, new byte[] {1, 0, 0});
    assertThat(DeLong.compare(few, few).pValue())
        .hasToString("undefined (fewer than two rows of a class)");
    assertThat(DeLong.estimate(few)).isEmpty();
  }

  @Test
  void modelsMustShareTheirLabels() {
    ScoredRows rows = ScoredRows.of(new double[2], new byte[] {1, 0});
    assertThatThrownBy(() -> DeLong.compare(rows, ScoredRows.of(new double[2], new byte[] {0, 1})))
        .hasMessage("the labels of row 0 differ");
    assertThatThrownBy(() -> DeLong.compare(rows, ScoredRows.of(new double[3], new byte[3])))
        .hasMessage("models of 2 and 3 rows");
  }

  private static final class Sample {
    private final double[] first;
    private final double[] second;
    private final byte[] labels;

    Sample(int n) {
      first = new double[n];
      second = new double[n];
      labels = new byte[n];
    }

    static Sample of(long seed, int n) {
      Random random = new Random(seed);
      Sample sample = new Sample(n);
      for (int i = 0; i < n; i++) {
        double taste = random.nextDouble();
        sample.labels[i] = (byte) (random.nextDouble() < taste ? 1 : 0);
        sample.first[i] = Math.ceil(10 * (taste + random.nextDouble())) / 20;
        sample.second[i] = Math.ceil(10 * (taste + 2 * random.nextDouble())) / 30;
      }
      return sample;
    }

    ScoredRows rows(double[] probabilities) {
      return ScoredRows.of(probabilities, labels);
    }

    /** Of the positives, then of the negatives, pair by pair. */
    double[][] placements(double[] p) {
      double[][] placements = new double[2][];
      for (int label = 1; label >= 0; label--) {
        double[] of = new double[count(label)];
        int next = 0;
        for (int i = 0; i < p.length; i++) {
          if (labels[i] != label) {
            continue;
          }
          double sum = 0;
          for (int j = 0; j < p.length; j++) {
            if (labels[j] != label) {
              int order = Double.compare(p[i], p[j]) * (label == 1 ? 1 : -1);
              sum += order > 0 ? 1 : order == 0 ? 0.5 : 0;
            }
          }
          of[next++] = sum / count(1 - label);
        }
        placements[1 - label] = of;
      }
      return placements;
    }

    private int count(int label) {
      int count = 0;
      for (byte y : labels) {
        count += y == label ? 1 : 0;
      }
      return count;
    }
  }

  private static double covariance(double[][] a, double[][] b) {
    double sum = 0;
    for (int k = 0; k < 2; k++) {
      double products = 0;
      for (int i = 0; i < a[k].length; i++) {
        products += (a[k][i] - mean(a[k])) * (b[k][i] - mean(b[k]));
      }
      sum += products / (a[k].length - 1) / a[k].length;
    }
    return sum;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double square(double x) {
    return x * x;
  }
}
