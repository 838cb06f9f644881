package io.esmm.eval.metric;

import static io.esmm.eval.metric.SimulatedRows.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final ScoredRows ROWS =
      ScoredRows.of(new double[] {0.1, 0.2, 0.6, 0.9}, labels(0, 1, 0, 1));

  @Test
  void pcocIsExpectedOverObservedEvents() {
    assertThat(Pcoc.of(ROWS).orElseThrow()).isCloseTo((0.1 + 0.2 + 0.6 + 0.9) / 2, within(1e-15));
    assertThat(Pcoc.of(ScoredRows.of(new double[] {0.1}, labels(0))))
        .hasToString("undefined (no positives)");
  }

  @Test
  void brierIsTheMeanSquaredDifference() {
    double expected = (0.1 * 0.1 + 0.8 * 0.8 + 0.6 * 0.6 + 0.1 * 0.1) / 4;
    assertThat(Brier.of(ROWS).orElseThrow()).isCloseTo(expected, within(1e-15));
  }

  @Test
  void normalizedEntropyOfTheShareOfPositivesIsOne() {
    double q = 1.0 / 4;
    ScoredRows constant = ScoredRows.of(new double[] {q, q, q, q}, labels(0, 0, 1, 0));
    assertThat(NormalizedEntropy.of(constant).orElseThrow()).isCloseTo(1, within(1e-15));
  }

  @Test
  void normalizedEntropyDividesByTheEntropyOfTheShareOfPositives() {
    double loss = -(Math.log(0.9) + Math.log(0.2) + Math.log(0.4) + Math.log(0.9)) / 4;
    assertThat(NormalizedEntropy.of(ROWS).orElseThrow())
        .isCloseTo(loss / Math.log(2), within(1e-15)); // half of the rows are positive
    assertThat(NormalizedEntropy.of(ScoredRows.of(new double[] {0.1}, labels(1))))
        .hasToString("undefined (no negatives)");
    assertThat(NormalizedEntropy.of(ScoredRows.of(new double[] {0.0, 0.5}, labels(1, 0))))
        .hasToString("undefined (infinite on 1 row)");
  }

  @Test
  void eceOfEqualWidthsWeighsTheGapOfEachBinByItsRows() {
    // [0, .5): mean .15, 1 of 2 happened; [.5, 1]: mean .75, 1 of 2 happened
    double expected = 2.0 / 4 * Math.abs(0.15 - 0.5) + 2.0 / 4 * Math.abs(0.75 - 0.5);
    assertThat(CalibrationError.of(ROWS, Binning.equalWidth(2)).orElseThrow())
        .isCloseTo(expected, within(1e-15));
  }

  @Test
  void eceOfEqualMassKeepsEqualProbabilitiesTogether() {
    ScoredRows rows =
        ScoredRows.of(new double[] {0.3, 0.1, 0.1, 0.1, 0.2, 0.4}, labels(1, 0, 1, 0, 0, 0));
    // three bins of two rows would cut the three rows of .1 apart
    double expected =
        3.0 / 6 * Math.abs(0.1 - 1.0 / 3) + 1.0 / 6 * 0.2 + 2.0 / 6 * Math.abs(0.35 - 1.0 / 2);
    assertThat(CalibrationError.of(rows, Binning.equalMass(3)).orElseThrow())
        .isCloseTo(expected, within(1e-15));
    assertThat(CalibrationError.bins(rows, Binning.equalMass(3)))
        .extracting(CalibrationBin::rows)
        .containsExactly(3L, 1L, 2L);
  }

  @Test
  void oneBinIsTheDistanceOfTheMeans() {
    double expected = Math.abs((0.1 + 0.2 + 0.6 + 0.9) / 4 - 2.0 / 4);
    assertThat(CalibrationError.of(ROWS, Binning.equalMass(1)).orElseThrow())
        .isCloseTo(expected, within(1e-15));
    assertThat(CalibrationError.of(ROWS, Binning.equalWidth(1)).orElseThrow())
        .isCloseTo(expected, within(1e-15));
  }

  @Test
  void probabilityOneBelongsToTheLastBinOfEqualWidth() {
    ScoredRows rows = ScoredRows.of(new double[] {0.0, 0.5, 1.0}, labels(0, 0, 1));
    assertThat(CalibrationError.bins(rows, Binning.equalWidth(2)))
        .containsExactly(
            new CalibrationBin(0.0, 0.0, 1, 0, 0.0), new CalibrationBin(0.5, 1.0, 2, 1, 0.75));
  }

  @Test
  void calibratedProbabilitiesHaveASmallError() {
    ScoredRows rows = SimulatedRows.of(21, 200_000, 1 << 20);
    assertThat(CalibrationError.of(rows).orElseThrow()).isLessThan(0.01);
    assertThat(Pcoc.of(rows).orElseThrow()).isCloseTo(1, within(0.01));
  }

  @Test
  void widthsNeedProbabilitiesUpToOne() {
    ScoredRows rows = ScoredRows.of(new double[] {1.5, 0.5}, labels(1, 0));
    assertThat(CalibrationError.of(rows, Binning.equalWidth(10)))
        .hasToString("undefined (1 probability above 1)");
    assertThat(CalibrationError.of(rows).isDefined()).isTrue();
    assertThatThrownBy(() -> Binning.equalMass(0)).hasMessage("at least one bin is needed, got 0");
  }
}
