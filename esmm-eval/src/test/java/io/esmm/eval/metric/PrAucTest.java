package io.esmm.eval.metric;

import static io.esmm.eval.metric.SimulatedRows.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrAucTest {
  @Test
  void sumsPrecisionTimesTheRecallGained() {
    ScoredRows rows = ScoredRows.of(new double[] {0.9, 0.8, 0.7, 0.6, 0.5}, labels(1, 0, 1, 0, 1));
    // thresholds with a positive: precision 1/1, 2/3, 3/5, a third of the recall each
    assertThat(PrAuc.of(rows).orElseThrow())
        .isCloseTo((1.0 / 1 + 2.0 / 3 + 3.0 / 5) / 3, within(1e-15));
  }

  @Test
  void equalProbabilitiesAreOneThreshold() {
    ScoredRows rows = ScoredRows.of(new double[] {0.9, 0.5, 0.5, 0.5}, labels(0, 1, 1, 0));
    // at 0.9: no recall; at 0.5: recall 1, precision 2/4
    assertThat(PrAuc.of(rows)).isEqualTo(MetricValue.of(2.0 / 4));
    ScoredRows reordered = ScoredRows.of(new double[] {0.5, 0.5, 0.9, 0.5}, labels(0, 1, 0, 1));
    assertThat(PrAuc.of(reordered)).isEqualTo(PrAuc.of(rows));
  }

  @Test
  void perfectOrderIsOneAndConstantPredictionIsTheShareOfPositives() {
    assertThat(PrAuc.of(ScoredRows.of(new double[] {0.1, 0.2, 0.3}, labels(0, 1, 1))))
        .isEqualTo(MetricValue.of(1));
    assertThat(PrAuc.of(ScoredRows.of(new double[] {0.1, 0.1, 0.1, 0.1}, labels(0, 1, 0, 0))))
        .isEqualTo(MetricValue.of(1.0 / 4));
  }

  @Test
  void isUndefinedWithoutBothClasses() {
    assertThat(PrAuc.of(ScoredRows.of(new double[] {0.1}, labels(0))))
        .hasToString("undefined (no positives)");
    assertThat(PrAuc.of(ScoredRows.of(new double[] {0.1}, labels(1))))
        .hasToString("undefined (no negatives)");
  }
}
