package io.esmm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleConfigTest {
  private static final double EXACT = 1e-15;

  @Test
  void aConstantRateStays() {
    assertThat(new ScheduleConfig.ConstantRate().rate(0.1, 99, 100)).isEqualTo(0.1);
  }

  @Test
  void stepDecayFallsAfterEverySoManySteps() {
    var halved = new ScheduleConfig.StepDecay(10, 0.5);

    assertThat(halved.rate(0.1, 9, 100)).isEqualTo(0.1);
    assertThat(halved.rate(0.1, 10, 100)).isEqualTo(0.1 * 0.5);
    assertThat(halved.rate(0.1, 29, 100)).isEqualTo(0.1 * 0.5 * 0.5);
  }

  @Test
  void exponentialDecayFallsAtEveryStep() {
    var quartered = new ScheduleConfig.ExponentialDecay(10, 0.25);

    assertThat(quartered.rate(0.1, 0, 100)).isEqualTo(0.1);
    assertThat(quartered.rate(0.1, 5, 100)).isCloseTo(0.1 * 0.5, within(EXACT));
    assertThat(quartered.rate(0.1, 10, 100)).isCloseTo(0.1 * 0.25, within(EXACT));
  }

  @Test
  void cosineDecayEndsAtItsMinimum() {
    var cosine = new ScheduleConfig.CosineDecay(0.2);

    assertThat(cosine.rate(0.1, 0, 100)).isEqualTo(0.1);
    assertThat(cosine.rate(0.1, 50, 100)).isCloseTo(0.1 * (0.2 + 0.8 / 2), within(EXACT));
    assertThat(cosine.rate(0.1, 100, 100)).isCloseTo(0.1 * 0.2, within(EXACT));
    assertThat(cosine.rate(0.1, 150, 100)).isCloseTo(0.1 * 0.2, within(EXACT));
  }

  @Test
  void warmupRisesThenFollowsTheNextSchedule() {
    var warmup = new ScheduleConfig.Warmup(4, new ScheduleConfig.CosineDecay(null));

    assertThat(warmup.rate(0.1, 0, 104)).isEqualTo(0.1 * 1 / 4);
    assertThat(warmup.rate(0.1, 3, 104)).isEqualTo(0.1);
    assertThat(warmup.rate(0.1, 4, 104)).isEqualTo(0.1);
    assertThat(warmup.rate(0.1, 4 + 50, 104)).isCloseTo(0.1 / 2, within(EXACT));
  }

  @Test
  void warmupAloneKeepsTheFullRate() {
    assertThat(new ScheduleConfig.Warmup(4, null).rate(0.1, 50, 100)).isEqualTo(0.1);
  }

  @Test
  void aFactorAboveOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScheduleConfig.StepDecay(10, 1.5))
        .withMessage("factor [1.5] must be in (0, 1]");
  }
}
