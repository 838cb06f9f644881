package io.esmm.report.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.eval.MetricName;
import io.esmm.report.LineChart;
import io.esmm.report.Point;
import io.esmm.report.Section;
import io.esmm.train.TrainingProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LossHistoryTest {

  private static TrainingProgress at(long step, long rows, double loss) {
    return new TrainingProgress(1, 1, step, rows, 1_000, loss, loss, 0.001, List.of());
  }

  @Test
  void fewStepsAreKeptOneByOne() {
    LossHistory history = new LossHistory();
    history.onStep(at(1, 10, 0.5));
    history.onStep(at(2, 30, 0.25));
    assertThat(history.losses()).containsExactly(Point.of(10, 0.5), Point.of(30, 0.25));
  }

  /** The mean over all stretches, weighted by rows, is the mean over all steps: 0.5 (n + 1) / n. */
  @Test
  void manyStepsTakeNoMoreRoomAndKeepTheirMean() {
    LossHistory history = new LossHistory();
    int steps = 100_000;
    for (int s = 1; s <= steps; s++) {
      history.onStep(at(s, 4L * s, (double) s / steps));
    }
    List<Point> points = history.losses();
    assertThat(points).hasSizeBetween(256, 512);
    assertThat(points.getLast().x()).isEqualTo(4.0 * steps);
    double sum = 0;
    double before = 0;
    for (Point point : points) {
      sum += point.y() * (point.x() - before);
      before = point.x();
    }
    assertThat(sum / before).isCloseTo(0.5 * (steps + 1) / steps, within(1e-9));
  }

  @Test
  void afterAResumeTheFirstStepCountsItsOwnRowsAlone() {
    LossHistory history = new LossHistory();
    history.onResume(at(9, 900, 1), Path.of("checkpoint"));
    history.onStep(at(10, 1_000, 0.5));
    assertThat(history.losses()).containsExactly(Point.of(1_000, 0.5));
    Section section = TrainingSection.of(history, Optional.empty());
    assertThat(section.blocks().getFirst().toString()).contains("first 900 impressions");
  }

  @Test
  void aMetricThatShouldBeSmallIsShownAsItIs() {
    LossHistory history = new LossHistory();
    history.onStep(at(1, 10, 0.5));
    history.onValidation(at(1, 10, 0.5), -0.3, true);
    Section section =
        TrainingSection.of(history, Optional.of(MetricName.parse("joint.logLoss:click")));
    LineChart chart = (LineChart) section.blocks().getLast();
    assertThat(chart.series().getFirst().points()).containsExactly(Point.of(10, 0.3));
  }
}
