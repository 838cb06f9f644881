package io.esmm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.train.Stage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a step has to do. */
class StepWorkTest {
  @Test
  void flatRowsReadAnIdAFieldAndALabelAnEvent() {
    StepWork work = StepWork.of(Ours.of(FlatRows.of(4096)));
    assertThat(work.bytesRead()).isEqualTo(23 * 4 + 2);
  }

  @Test
  void layersThatAreNotLookedUpAreMultipliedThreeTimes() {
    StepWork work = StepWork.of(Ours.of(FlatRows.of(4096)));
    double upper = 3 * 2 * 2 * (360.0 * 200 + 200 * 80 + 80);
    double all = upper + 3 * 2 * 2 * 414.0 * 360;
    assertThat(work.flops()).isBetween(upper, all);
  }

  @Test
  void backwardTakesTwiceTheOperationsOfForward() {
    Map<Stage, Double> floors = new StepWork(3e6, 100, 50).floors(1e9, 1e9);
    assertThat(floors.get(Stage.FORWARD)).isCloseTo(1e-3, within(1e-12));
    assertThat(floors.get(Stage.BACKWARD)).isCloseTo(2e-3, within(1e-12));
    assertThat(floors.get(Stage.READ)).isCloseTo(1e-7, within(1e-15));
    assertThat(floors.get(Stage.UPDATE)).isCloseTo(5e-8, within(1e-15));
    assertThat(floors).hasSize(4);
  }
}
