package io.esmm.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  @Test
  void meanAndDeviationAreOfTheRuns() {
    Repeats repeats = Repeats.of(new double[] {0.61, 0.65, 0.63});
    assertThat(repeats.mean()).isCloseTo(0.63, within(1e-15));
    assertThat(repeats.deviation())
        .isCloseTo(Math.sqrt((0.02 * 0.02 + 0.02 * 0.02 + 0) / 2), within(1e-15));
    assertThat(repeats).hasToString("0.6300 +- 0.0200");
    assertThat(Repeats.of(new double[] {0.5})).hasToString("0.5000");
    assertThat(Repeats.of(new double[0])).hasToString("no runs");
  }

  @Test
  void studentsTIsTheMeanDifferenceOverItsError() {
    PairedResult result =
        PairedStudent.compare(new double[] {0.5, 0.7, 0.9}, new double[] {0.4, 0.5, 0.6});
    // differences .1, .2, .3: mean .2, deviation .1
    assertThat(result.difference()).isCloseTo(0.2, within(1e-15));
    assertThat(result.statistic().orElseThrow())
        .isCloseTo(0.2 / (0.1 / Math.sqrt(3)), within(1e-12));
    // with 2 degrees of freedom P(|T| > t) = 1 - t / sqrt(2 + t^2), and t^2 = 12
    assertThat(result.pValue().orElseThrow())
        .isCloseTo(1 - Math.sqrt(12) / Math.sqrt(2 + 12), within(1e-12));
  }

  @Test
  void wilcoxonCountsAllSigns() {
    double[] zeros = new double[6];
    PairedResult allBetter = PairedWilcoxon.compare(new double[] {6, 5, 4, 3, 2, 1}, zeros);
    assertThat(allBetter.statistic().orElseThrow()).isEqualTo(6 + 5 + 4 + 3 + 2 + 1);
    assertThat(allBetter.pValue().orElseThrow()).isEqualTo(2 * 1.0 / 64);
    // ranks 1 and 2 negative: subsets of sum <= 3 are {}, {1}, {2}, {3}, {1, 2}
    PairedResult most = PairedWilcoxon.compare(new double[] {6, 5, 4, 3, -2, -1}, zeros);
    assertThat(most.pValue().orElseThrow()).isEqualTo(2 * 5.0 / 64);
  }

  @Test
  void wilcoxonSharesRanksOfTiesAndLeavesOutZeros() {
    // sizes 1, 1, 2: ranks 1.5, 1.5, 3; only the first is negative
    PairedResult result =
        PairedWilcoxon.compare(new double[] {-1, 0, 1, 2}, new double[] {0, 0, 0, 0});
    assertThat(result.statistic().orElseThrow()).isEqualTo(1.5 + 3);
    // sums of subsets: 0, 1.5, 1.5, 3, 3, 4.5, 4.5, 6; at most 1.5: three of eight
    assertThat(result.pValue().orElseThrow()).isEqualTo(2 * 3.0 / 8);
  }

  @Test
  void wilcoxonAgreesWithCommonsMathWithoutTies() {
    Random random = new Random(4);
    for (int n = 4; n <= 14; n++) {
      double[] a = random.doubles(n).toArray();
      double[] b = random.doubles(n).map(v -> v * 0.8).toArray();
      double expected = new WilcoxonSignedRankTest().wilcoxonSignedRankTest(a, b, true);
      assertThat(PairedWilcoxon.compare(a, b).pValue().orElseThrow())
          .isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void wilcoxonOfManyRunsIsCloseToTheExactOne() {
    Random random = new Random(7);
    double[] a = random.doubles(50).map(v -> v + 0.12).toArray();
    double[] b = random.doubles(50).toArray();
    double exact = PairedWilcoxon.compare(a, b).pValue().orElseThrow();
    double[] longerA = Arrays.copyOf(a, 51);
    double[] longerB = Arrays.copyOf(b, 51);
    longerA[50] = 1e-9; // the smallest difference has rank 1 and shifts the others by 1
    double approximate = PairedWilcoxon.compare(longerA, longerB).pValue().orElseThrow();
    assertThat(approximate).isCloseTo(exact, within(0.02));
  }

  @Test
  void holmMultipliesTheSmallestByAllTheNextByOneLess() {
    double[] adjusted = HolmCorrection.adjust(new double[] {0.04, 0.01, 0.03, 0.5});
    assertThat(adjusted[1]).isEqualTo(4 * 0.01);
    assertThat(adjusted[2]).isEqualTo(3 * 0.03);
    assertThat(adjusted[0]).isEqualTo(3 * 0.03); // 2 * .04 would be less than the one before
    assertThat(adjusted[3]).isEqualTo(0.5);
    assertThat(HolmCorrection.adjust(new double[] {0.9, 0.8})).containsExactly(1, 1);
    assertThat(HolmCorrection.adjust(new double[0])).isEmpty();
    assertThatThrownBy(() -> HolmCorrection.adjust(new double[] {Double.NaN}))
        .hasMessage("p-value [NaN] does not lie between 0 and 1");
  }

  @Test
  void undefinedHasAReason() {
    double[] one = {0.5};
    assertThat(PairedStudent.compare(one, one).pValue())
        .hasToString("undefined (fewer than two runs)");
    double[] two = {0.5, 0.75};
    assertThat(PairedStudent.compare(two, new double[] {0.25, 0.5}).pValue())
        .hasToString("undefined (the difference does not vary over runs)");
    assertThat(PairedWilcoxon.compare(two, two).pValue())
        .hasToString("undefined (no run has a difference)");
    assertThatThrownBy(() -> PairedStudent.compare(one, two)).hasMessage("models of 1 and 2 runs");
    assertThatThrownBy(() -> PairedWilcoxon.compare(one, new double[] {Double.NaN}))
        .hasMessage("run 0 has a value that is not finite");
  }
}
