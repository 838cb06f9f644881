package io.esmm.data.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import org.junit.jupiter.api.Test;

class SimulatorConfigTest {
  @Test
  void everyValueOutOfRangeIsNamedTogether() {
    assertThatThrownBy(() ->
            new SimulatorConfig(0, 1, 0, 5, 5, 5, 5, 20, 5, 1.5, 0.1, Double.NaN, 1, 0.2, 0.2, 1))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::where)
                    .containsExactly(
                        "simulation/impressions",
                        "simulation/users",
                        "simulation/clickRate",
                        "simulation/correlation"))
        .hasMessageContaining("clickRate [1.5] is out of range; give a number from 1.0E-4 to 0.9");
  }

  @Test
  void aliCcpPresetHasTheCountsOfThePapersFirstTable() {
    SimulatorConfig config = SimulatorConfig.likeAliCcp();
    assertThat(config.impressions()).isEqualTo(84_000_000);
    assertThat(config.users()).isEqualTo(400_000);
    assertThat(config.items()).isEqualTo(4_300_000);
    assertThat(config.clickRate() * config.impressions()).isCloseTo(3.4e6, within(1.0));
    assertThat(config.conversionRate() * 3.4e6).isCloseTo(18_000, within(1.0));
  }

  /**
   * As docs/simulator.md has them. A result is of these numbers: to change one changes them all.
   */
  @Test
  void thePresetsAreFixed() {
    assertThat(SimulatorConfig.quickstart())
        .isEqualTo(
            new SimulatorConfig(
                400_000, 1, 4_000, 13_333, 60, 400, 200, 20, 30, 0.12, 0.10, 0.4, 0.8, 0.2, 0.25,
                1));
    assertThat(SimulatorConfig.likeAliCcp())
        .isEqualTo(
            new SimulatorConfig(
                84_000_000,
                1,
                400_000,
                4_300_000,
                12_000,
                500_000,
                150_000,
                58,
                90,
                3.4 / 84,
                18.0 / 3400,
                0.4,
                0.8,
                0.2,
                0.25,
                1));
  }

  @Test
  void aCopyDiffersInWhatItIsNamedAfterAlone() {
    SimulatorConfig config = SimulatorConfig.likeAliCcp(8_400, 3);
    assertThat(config.withSeed(4)).isEqualTo(SimulatorConfig.likeAliCcp(8_400, 4));
    assertThat(config.withRates(0.2, 0.3).withRates(3.4 / 84, 18.0 / 3400)).isEqualTo(config);
    assertThat(config.withRates(0.2, 0.3).clickRate()).isEqualTo(0.2);
    assertThat(config.withRates(0.2, 0.3).conversionRate()).isEqualTo(0.3);
    assertThat(config.withCorrelation(0).withCorrelation(0.4)).isEqualTo(config);
    assertThat(config.withCorrelation(0).correlation()).isZero();
    assertThat(config.withExposureStrength(2).withExposureStrength(0.8)).isEqualTo(config);
    assertThat(config.withExposureStrength(2).exposureStrength()).isEqualTo(2);
    assertThat(config.withRequestsOf(7).withRequestsOf(58)).isEqualTo(config);
    assertThat(config.withRequestsOf(7).impressionsPerRequest()).isEqualTo(7);
    assertThat(config.withImpressions(9).withImpressions(8_400)).isEqualTo(config);
    assertThat(config.withImpressions(9).impressions()).isEqualTo(9);
  }

  @Test
  void aliCcpPresetShrinksInProportion() {
    SimulatorConfig config = SimulatorConfig.likeAliCcp(8_400_000, 1);
    assertThat(config.users()).isEqualTo(40_000);
    assertThat(config.items()).isEqualTo(430_000);
    assertThat(config.clickRate()).isEqualTo(SimulatorConfig.likeAliCcp().clickRate());
  }

  @Test
  void oneImpressionIsEnoughForEveryPreset() {
    assertThat(SimulatorConfig.likeAliCcp(1, 1).items()).isEqualTo(1);
    assertThat(new Simulator(SimulatorConfig.likeAliCcp(1, 1)).requests()).isEqualTo(1);
    assertThat(new Simulator(SimulatorConfig.quickstart(1, 1)).requests()).isEqualTo(1);
  }

  @Test
  void impressionsThatAreNotPositiveAreAProblemOfThePresetToo() {
    assertThatThrownBy(() -> SimulatorConfig.quickstart(0, 1))
        .isInstanceOf(ProblemException.class)
        .hasMessage("simulation/impressions: impressions [0] is not positive; give 1 or more");
    assertThatThrownBy(() -> SimulatorConfig.likeAliCcp(-5, 1))
        .isInstanceOf(ProblemException.class)
        .hasMessage("simulation/impressions: impressions [-5] is not positive; give 1 or more");
  }
}
