package io.esmm.eval.metric;

import static io.esmm.eval.metric.SimulatedRows.labels;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AucTest {
  @Test
  void countsPairsWithATieAsOneHalf() {
    double[] p = {0.1, 0.4, 0.4, 0.8};
    byte[] y = labels(0, 1, 0, 1);
    // pairs: .4 > .1, .4 = .4, .8 > .1, .8 > .4
    assertThat(auc(p, y)).isEqualTo((1 + 0.5 + 1 + 1) / 4);
  }

  @Test
  void perfectOrderIsOneAndInvertedOrderIsZero() {
    double[] p = {0.1, 0.2, 0.3, 0.4};
    assertThat(auc(p, labels(0, 0, 1, 1))).isEqualTo(1.0);
    assertThat(auc(p, labels(1, 1, 0, 0))).isEqualTo(0.0);
  }

  @Test
  void equalProbabilitiesGiveOneHalf() {
    assertThat(auc(new double[] {0.3, 0.3, 0.3}, labels(1, 0, 0))).isEqualTo(0.5);
  }

  @Test
  void negativeZeroAndZeroAreATie() {
    assertThat(auc(new double[] {-0.0, 0.0}, labels(0, 1))).isEqualTo(0.5);
  }

  @Test
  void isUndefinedWithTheReasonWithoutBothClasses() {
    double[] p = {0.1, 0.2};
    assertThat(Auc.of(ScoredRows.of(p, labels(0, 0)))).hasToString("undefined (no positives)");
    assertThat(Auc.of(ScoredRows.of(p, labels(1, 1)))).hasToString("undefined (no negatives)");
    assertThat(Auc.of(ScoredRows.of(new double[0], labels()))).hasToString("undefined (no rows)");
  }

  @ParameterizedTest
  @CsvSource({"1,50,3", "2,200,10", "3,777,40", "4,1000,100000", "5,2,1", "6,1500,2"})
  void equalsTheQuadraticDefinitionExactly(long seed, int n, int levels) {
    ScoredRows rows = SimulatedRows.of(seed, n, levels);
    if (rows.oneClass().isPresent()) {
      return;
    }
    assertThat(Auc.of(rows)).isEqualTo(MetricValue.of(byDefinition(rows)));
  }

  @ParameterizedTest
  @CsvSource({"11", "12", "13"})
  void doesNotChangeUnderIncreasingTransforms(long seed) {
    ScoredRows rows = SimulatedRows.of(seed, 500, 60);
    MetricValue expected = Auc.of(rows);
    assertThat(Auc.of(transformed(rows, p -> p * p))).isEqualTo(expected);
    assertThat(Auc.of(transformed(rows, Math::sqrt))).isEqualTo(expected);
    assertThat(Auc.of(transformed(rows, p -> Math.exp(100 * p)))).isEqualTo(expected);
    assertThat(Auc.of(transformed(rows, p -> p * 1e-300))).isEqualTo(expected);
    double inverted = Auc.of(transformed(rows, p -> 1 / p)).orElseThrow();
    assertThat(inverted + expected.orElseThrow()).isEqualTo(1.0);
  }

  @Test
  void floatsAndTheSameNumbersAsDoublesGiveTheSame() {
    Random random = new Random(5);
    float[] floats = new float[1000];
    double[] doubles = new double[1000];
    byte[] y = new byte[1000];
    for (int i = 0; i < y.length; i++) {
      floats[i] = random.nextInt(300) / 300f;
      doubles[i] = floats[i];
      y[i] = (byte) random.nextInt(2);
    }
    assertThat(Auc.of(ScoredRows.of(floats, y))).isEqualTo(Auc.of(ScoredRows.of(doubles, y)));
  }

  @Test
  void fiveMillionRowsTakeAFewSecondsAtMost() {
    ScoredRows rows = SimulatedRows.of(99, 5_000_000, 1 << 30);
    double auc = Assertions.assertTimeout(Duration.ofSeconds(10), () -> Auc.of(rows)).orElseThrow();
    // p uniform, y drawn from p: E = integral over a < b of 4 b (1 - a) = 5/6
    assertThat(auc).isCloseTo(5.0 / 6, org.assertj.core.data.Offset.offset(1e-3));
  }

  private static double auc(double[] p, byte[] y) {
    return Auc.of(ScoredRows.of(p, y)).orElseThrow();
  }

  private static ScoredRows transformed(ScoredRows rows, DoubleUnaryOperator f) {
    double[] p = new double[rows.rows()];
    byte[] y = new byte[rows.rows()];
    for (int i = 0; i < p.length; i++) {
      p[i] = f.applyAsDouble(rows.probability(i));
      y[i] = (byte) rows.label(i);
    }
    return ScoredRows.of(p, y);
  }

  private static double byDefinition(ScoredRows rows) {
    double wins = 0;
    for (int i = 0; i < rows.rows(); i++) {
      for (int j = 0; j < rows.rows(); j++) {
        if (rows.label(i) == 1 && rows.label(j) == 0) {
          int order = Double.compare(rows.probability(i), rows.probability(j));
          wins += order > 0 ? 1 : order == 0 ? 0.5 : 0;
        }
      }
    }
    return wins / ((double) rows.positives() * rows.negatives());
  }
}
