package io.esmm.eval.metric;

import static io.esmm.eval.metric.SimulatedRows.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogLossTest {
  @Test
  void isTheMeanNegativeLogOfWhatHappened() {
    ScoredRows rows = ScoredRows.of(new double[] {0.5, 0.25, 0.9}, labels(1, 0, 1));
    double expected = -(Math.log(0.5) + Math.log(1 - 0.25) + Math.log(0.9)) / 3;
    assertThat(LogLoss.of(rows).orElseThrow()).isCloseTo(expected, within(1e-15));
  }

  @Test
  void isDefinedWithOneClass() {
    assertThat(LogLoss.of(ScoredRows.of(new double[] {0.5}, labels(0))).orElseThrow())
        .isCloseTo(Math.log(2), within(1e-15));
  }

  @Test
  void certainAndRightCostsNothing() {
    assertThat(LogLoss.of(ScoredRows.of(new double[] {0, 1}, labels(0, 1))))
        .isEqualTo(MetricValue.of(0));
  }

  @Test
  void certainAndWrongIsUndefinedWithTheNumberOfRows() {
    assertThat(LogLoss.of(ScoredRows.of(new double[] {0, 1, 1}, labels(1, 0, 1))))
        .hasToString("undefined (infinite on 2 rows)");
  }

  @Test
  void logProbabilitiesKeepTheLossFiniteWhereProbabilitiesHaveRounded() {
    // logits 800, -800 and -1e-20, all wrong or undecided
    double[] logits = {800, -800, -1e-20};
    byte[] y = labels(0, 1, 1);
    double[] p = new double[3];
    double[] log = new double[3];
    double[] logNot = new double[3];
    for (int i = 0; i < 3; i++) {
      p[i] = 1 / (1 + Math.exp(-logits[i]));
      log[i] = -softplus(-logits[i]);
      logNot[i] = -softplus(logits[i]);
    }
    ScoredRows rows = ScoredRows.of(p, y);
    assertThat(LogLoss.of(rows).isDefined()).isFalse();
    ScoredRows withLogs = rows.withLogs(LogProbabilities.of(Values.of(log), Values.of(logNot)));
    assertThat(LogLoss.of(withLogs).orElseThrow())
        .isCloseTo((800 + 800 + Math.log(2)) / 3, within(1e-12));
    assertThat(LogLoss.of(withLogs.where(labels(0, 1, 0))).orElseThrow()).isEqualTo(800);
  }

  @Test
  void quotientsAboveOneAreUndefinedUnlessClippedOnPurpose() {
    ScoredRows rows = ScoredRows.of(new double[] {1.2, 0.5}, labels(1, 0));
    assertThat(LogLoss.of(rows)).hasToString("undefined (1 probability above 1)");
    assertThat(LogLoss.clipped(rows, 1e-6).orElseThrow())
        .isCloseTo((-Math.log(1 - 1e-6) - Math.log(0.5)) / 2, within(1e-15));
  }

  @Test
  void logProbabilitiesMustBeLogs() {
    assertThatThrownBy(
            () -> LogProbabilities.of(Values.of(new double[] {-1, 0.5}), Values.of(new double[2])))
        .hasMessage("row 1: log-probability [0.5] is not a number of 0 or less");
    assertThatThrownBy(
            () -> LogProbabilities.of(Values.of(new float[1]), Values.of(new float[] {Float.NaN})))
        .hasMessageContaining("row 0: log-probability [NaN]");
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
