package io.esmm.eval.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.esmm.eval.metric.Auc;
import io.esmm.eval.metric.ScoredRows;
import io.esmm.eval.metric.Values;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TruthTest {
  @Test
  void errorsAreMeansOverRows() {
    ProbabilityPairs pairs = pairs(new double[] {0.1, 0.5, 0.4}, new double[] {0.2, 0.5, 0.1});
    assertThat(MeanAbsoluteError.of(pairs).orElseThrow())
        .isCloseTo((0.1 + 0 + 0.3) / 3, within(1e-15));
    assertThat(RootMeanSquaredError.of(pairs).orElseThrow())
        .isCloseTo(Math.sqrt((0.1 * 0.1 + 0 + 0.3 * 0.3) / 3), within(1e-15));
    assertThat(PredictedOverTrue.of(pairs).orElseThrow())
        .isCloseTo((0.1 + 0.5 + 0.4) / (0.2 + 0.5 + 0.1), within(1e-15));
  }

  @Test
  void calibrationErrorComparesTheMeansOfTenBinsOfEqualMass() {
    double[] p = new double[20];
    double[] q = new double[20];
    for (int i = 0; i < 20; i++) {
      p[i] = 0.3 + 0.01 * (20 - i); // descending: bins follow the predictions, not the rows
      q[i] = p[i] + (i % 2 == 0 ? 0.1 : -0.1);
    }
    // two rows a bin, whose errors cancel
    assertThat(TrueCalibrationError.of(pairs(p, q)).orElseThrow()).isCloseTo(0, within(1e-15));
    q[0] += 0.2;
    q[19] += 0.4;
    assertThat(TrueCalibrationError.of(pairs(p, q)).orElseThrow())
        .isCloseTo((0.2 + 0.4) / 20, within(1e-15));
    double[] same = new double[20];
    Arrays.fill(same, 0.3);
    double mean = Arrays.stream(q).sum() / 20;
    assertThat(TrueCalibrationError.of(pairs(same, q)).orElseThrow())
        .isCloseTo(Math.abs(mean - 0.3), within(1e-15));
    assertThat(TrueCalibrationError.of(pairs(new double[0], new double[0])).isDefined()).isFalse();
  }

  @Test
  void correlationsEqualThoseOfCommonsMath() {
    double[] p = ties(1, 500);
    double[] q = ties(2, 500);
    for (int i = 0; i < p.length; i++) {
      q[i] = (q[i] + p[i]) / 2;
    }
    assertThat(Correlation.pearson(pairs(p, q)).orElseThrow())
        .isCloseTo(new PearsonsCorrelation().correlation(p, q), within(1e-12));
    assertThat(Correlation.spearman(pairs(p, q)).orElseThrow())
        .isCloseTo(new SpearmansCorrelation().correlation(p, q), within(1e-12));
  }

  @Test
  void expectedAucWeighsEachPairByWhatTheTruthExpects() {
    double[] p = {0.2, 0.6};
    double[] q = {0.1, 0.3};
    // row 1 positive and row 0 negative is right, the other way round is wrong
    assertThat(ExpectedAuc.of(pairs(p, q)).orElseThrow())
        .isCloseTo(0.3 * 0.9 / (0.3 * 0.9 + 0.1 * 0.7), within(1e-14));
  }

  @Test
  void expectedAucEqualsTheQuadraticDefinition() {
    double[] p = ties(5, 300);
    double[] q = ties(6, 300);
    double wins = 0;
    double all = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < p.length; j++) {
        if (i != j) {
          double weight = q[i] * (1 - q[j]);
          all += weight;
          wins += weight * (p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0);
        }
      }
    }
    assertThat(ExpectedAuc.of(pairs(p, q)).orElseThrow()).isCloseTo(wins / all, within(1e-12));
  }

  @Test
  void expectedAucOfLabelsIsTheAuc() {
    double[] p = ties(7, 300);
    double[] q = new double[300];
    byte[] y = new byte[300];
    Random random = new Random(8);
    for (int i = 0; i < q.length; i++) {
      y[i] = (byte) random.nextInt(2);
      q[i] = y[i];
    }
    assertThat(ExpectedAuc.of(pairs(p, q))).isEqualTo(Auc.of(ScoredRows.of(p, y)));
  }

  @Test
  void noModelExpectsMoreThanTheTruth() {
    double[] q = ties(9, 300);
    double best = ExpectedAuc.best(pairs(ties(10, 300), q)).orElseThrow();
    assertThat(best).isLessThan(1);
    for (int seed = 20; seed < 30; seed++) {
      assertThat(ExpectedAuc.of(pairs(ties(seed, 300), q)).orElseThrow()).isLessThan(best);
    }
  }

  @ParameterizedTest
  @EnumSource(TruthMetric.class)
  void everyMetricIsUndefinedWithoutRows(TruthMetric metric) {
    assertThat(metric.of(pairs(new double[0], new double[0]))).hasToString("undefined (no rows)");
  }

  @Test
  void undefinedHasAReason() {
    ProbabilityPairs zeros = pairs(new double[] {0.1, 0.2}, new double[2]);
    assertThat(PredictedOverTrue.of(zeros)).hasToString("undefined (every true probability is 0)");
    assertThat(ExpectedAuc.of(zeros)).hasToString("undefined (every true probability is 0)");
    assertThat(Correlation.pearson(zeros))
        .hasToString("undefined (true probabilities are constant)");
    ProbabilityPairs constant = pairs(new double[] {0.1, 0.1}, new double[] {0.1, 0.2});
    assertThat(Correlation.spearman(constant)).hasToString("undefined (predictions are constant)");
  }

  @Test
  void truthMustBeAProbability() {
    assertThatThrownBy(() -> pairs(new double[] {0.1, 0.1}, new double[] {0.5, 1.5}))
        .hasMessage("row 1: true probability [1.5] does not lie between 0 and 1");
    assertThatThrownBy(() -> pairs(new double[] {Double.NaN}, new double[] {0.5}))
        .hasMessageContaining("row 0: probability [NaN]");
    assertThatThrownBy(() -> pairs(new double[2], new double[1]))
        .hasMessage("predicted: 2 rows, truth: 1");
  }

  private static ProbabilityPairs pairs(double[] predicted, double[] truth) {
    return ProbabilityPairs.of(Values.of(predicted), Values.of(truth));
  }

  private static double[] ties(long seed, int n) {
    return new Random(seed).doubles(n).map(v -> Math.ceil(v * 25) / 26).toArray();
  }
}
