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
