package io.esmm.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What is said of several windows. */
class SpreadTest {
  @Test
  void medianIsTheMiddleOneOfWindowsInAnyOrder() {
    assertThat(Spread.of(5, 1, 3)).isEqualTo(new Spread(1, 3, 5));
  }

  @Test
  void medianOfAnEvenNumberIsTheUpperOfTheTwo() {
    assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(1, 3, 4));
  }

  @Test
  void windowsAreLeftAsTheyWere() {
    double[] windows = {2, 1};
    Spread.of(windows);
    assertThat(windows).containsExactly(2, 1);
  }

  @Test
  void ratiosAreThoseOfEachTurn() {
    // 8/4 = 2, 9/3 = 3, 1/2 = 0.5: not the ratio of the medians, 8/3
    assertThat(Spread.ofRatios(new double[] {8, 9, 1}, new double[] {4, 3, 2}))
        .isEqualTo(new Spread(0.5, 2, 3));
  }

  @Test
  void turnsOfOneAloneAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spread.ofRatios(new double[] {1, 2}, new double[] {1}))
        .withMessage("there are [2] turns of one and [1] of the other");
  }

  @Test
  void widthIsAShareOfTheMedian() {
    assertThat(new Spread(90, 100, 105).width()).isCloseTo(0.15, within(1e-12));
  }

  @Test
  void nothingHasNoSpread() {
    assertThatIllegalArgumentException().isThrownBy(Spread::of);
  }
}
