package io.esmm.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RocCurveTest {

  /** Thresholds 0.9 (a positive), 0.5 (one of each, at once), 0.1 (a negative). */
  @Test
  void equalProbabilitiesAreOneThreshold() {
    ScoredRows rows = ScoredRows.of(new double[] {0.5, 0.9, 0.1, 0.5}, new byte[] {0, 1, 0, 1});
    assertThat(RocCurve.of(rows, 0))
        .containsExactly(
            new RocCurve.Point(0, 0),
            new RocCurve.Point(0, 0.5),
            new RocCurve.Point(0.5, 1),
            new RocCurve.Point(1, 1));
  }

  @Test
  void withoutBothClassesThereIsNone() {
    assertThat(RocCurve.of(ScoredRows.of(new double[] {0.5}, new byte[] {1}), 0)).isEmpty();
    assertThat(RocCurve.of(ScoredRows.of(new double[0], new byte[0]), 0)).isEmpty();
  }

  @Test
  void theAreaUnderAllPointsIsTheAucAndFewPointsComeClose() {
    Random random = new Random(5);
    double[] probabilities = new double[20_000];
    byte[] labels = new byte[probabilities.length];
    for (int i = 0; i < labels.length; i++) {
      probabilities[i] = Math.round(500 * random.nextDouble()) / 500.0;
      labels[i] = (byte) (random.nextDouble() < 0.3 * probabilities[i] ? 1 : 0);
    }
    ScoredRows rows = ScoredRows.of(probabilities, labels);
    double auc = ((MetricValue.Defined) Auc.of(rows)).value();
    assertThat(area(RocCurve.of(rows, 0))).isCloseTo(auc, within(1e-12));
    double distance = 1.0 / 64;
    List<RocCurve.Point> few = RocCurve.of(rows, distance);
    assertThat(few).hasSizeLessThanOrEqualTo(130);
    assertThat(few.getFirst()).isEqualTo(new RocCurve.Point(0, 0));
    assertThat(few.getLast()).isEqualTo(new RocCurve.Point(1, 1));
    // Between two kept points neither rate moves by more than the distance and one threshold.
    assertThat(area(few)).isCloseTo(auc, within(2 * distance));
  }

  private static double area(List<RocCurve.Point> points) {
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      RocCurve.Point a = points.get(i - 1);
      RocCurve.Point b = points.get(i);
      area +=
          (b.falsePositiveRate() - a.falsePositiveRate())
              * (a.truePositiveRate() + b.truePositiveRate())
              / 2;
    }
    return area;
  }
}
