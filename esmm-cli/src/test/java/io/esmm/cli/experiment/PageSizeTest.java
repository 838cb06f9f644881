package io.esmm.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.esmm.config.Method;
import io.esmm.eval.curve.LossPoint;
import io.esmm.eval.curve.RunCurves;
import io.esmm.eval.experiment.FinishedRun;
import io.esmm.eval.experiment.MethodMeasures;
import io.esmm.eval.experiment.MethodScores;
import io.esmm.eval.experiment.TestRows;
import io.esmm.eval.metric.Values;
import io.esmm.experiment.Condition;
import io.esmm.experiment.ExperimentResults;
import io.esmm.experiment.SplitCounts;
import io.esmm.experiment.grid.GridResults;
import io.esmm.experiment.grid.PaperProtocol;
import io.esmm.report.html.HtmlReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pages of full size, from predictions that are noise, whose curves are the most ragged. */
class PageSizeTest {
  private static final int MOST = 2_000_000;
  private static final int ROWS = 20_000;
  private static final int REPEATS = 10;

  @Test
  void tenRepeatsOfSevenMethodsAreLessThanTwoMegabytes() {
    assertThat(size(results("table2", 1))).isLessThan(MOST);
  }

  @Test
  void soAreTheFiveRatesOfFigure3() {
    assertThat(size(results("figure3", 5))).isLessThan(MOST);
  }

  private static int size(ExperimentResults results) {
    String page = HtmlReport.of(ExperimentReport.of(results));
    assertThat(page).contains("Distribution: pCVR, the truth", "ROC: own pCTCVR", "Loss");
    return page.getBytes(StandardCharsets.UTF_8).length;
  }

  private static ExperimentResults results(String experiment, int conditions) {
    Random random = new Random(7);
    SplitCounts.Half half = new SplitCounts.Half(ROWS, ROWS / 5, ROWS / 50);
    List<Condition> all = new ArrayList<>();
    for (int c = 1; c <= conditions; c++) {
      all.add(
          new Condition(
              conditions == 1 ? "" : "samplingRate",
              c / 5.0,
              new SplitCounts(half, half),
              grid(random)));
    }
    return new ExperimentResults(experiment, JsonNodeFactory.instance.objectNode(), all);
  }

  private static GridResults grid(Random random) {
    byte[] clicks = new byte[ROWS];
    byte[] conversions = new byte[ROWS];
    for (int i = 0; i < ROWS; i++) {
      clicks[i] = (byte) (random.nextInt(5) == 0 ? 1 : 0);
      conversions[i] = (byte) (clicks[i] == 1 && random.nextInt(10) == 0 ? 1 : 0);
    }
    TestRows rows =
        new TestRows(clicks, conversions, Optional.of(Values.of(noise(random))), Optional.empty());
    MethodMeasures measures = new MethodMeasures(rows, noise(random));
    Map<Method, List<FinishedRun>> runs = new EnumMap<>(Method.class);
    for (Method method : PaperProtocol.METHODS) {
      MethodScores scores = new MethodScores(noise(random), Optional.of(noise(random)));
      RunCurves curves = measures.curves(scores).with(losses(random));
      Map<String, Double> measured = measures.of(scores);
      for (int r = 0; r < REPEATS; r++) {
        runs.computeIfAbsent(method, _ -> new ArrayList<>())
            .add(new FinishedRun(1, varied(measured, random), curves));
      }
    }
    return new GridResults(
        runs,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        measures.curvesOfPCtr(),
        measures.curvesOfTruth());
  }

  private static Map<String, Double> varied(Map<String, Double> measured, Random random) {
    Map<String, Double> varied = new java.util.LinkedHashMap<>();
    measured.forEach((name, value) -> varied.put(name, value * (1 + 0.01 * random.nextGaussian())));
    return varied;
  }

  private static float[] noise(Random random) {
    float[] noise = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      noise[i] = (float) (1 / (1 + Math.exp(2 - random.nextGaussian())));
    }
    return noise;
  }

  private static List<LossPoint> losses(Random random) {
    List<LossPoint> losses = new ArrayList<>();
    for (int i = 1; i <= 128; i++) {
      losses.add(new LossPoint(i * 7812L, random.nextDouble()));
    }
    return losses;
  }
}
