package io.esmm.experiment.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.config.Method;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.data.simulator.AliCcpWriter;
import io.esmm.data.simulator.SimulatorConfig;
import io.esmm.eval.experiment.MethodMeasures;
import io.esmm.eval.metric.Metric;
import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.metric.ScoredRows;
import io.esmm.experiment.ExperimentListener;
import io.esmm.experiment.TinyLog;
import io.esmm.experiment.grid.Networks.Schedule;
import io.esmm.experiment.grid.Networks.Trained;
import io.esmm.experiment.rows.ExperimentData;
import io.esmm.experiment.rows.RowChoice;
import io.esmm.experiment.rows.RowMaker;
import io.esmm.experiment.rows.RowSource;
import io.esmm.train.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How methods are compared: which rows, which networks, what is chosen by what. */
class PaperProtocolTest {
  private static final List<String> BOTH = List.of("click", "buy");
  private static final List<String> SECOND = List.of("buy");

  @TempDir private Path folder;

  private ExperimentData data() {
    return new RowMaker(folder, List.of(), 1, ExperimentListener.SILENT)
        .of(new RowSource.Configured(TinyLog.in(folder)));
  }

  private GridResults run(ExperimentData data, String runs, Method... methods) {
    return new MethodGrid(
            data, folder.resolve(runs), List.of(methods), 2, 1, 1, ExperimentListener.SILENT)
        .run("test");
  }

  @Test
  void theFirstHalfOfTheLogIsTrainedOnAndTheSecondIsMeasured() throws IOException {
    RowMaker maker = new RowMaker(folder, List.of(), 1, ExperimentListener.SILENT);
    try (ExperimentData data =
        maker.of(new RowSource.Simulated(SimulatorConfig.quickstart(2000, 1)))) {
      List<Byte> clicks = new ArrayList<>();
      for (byte click : data.training().clicks()) {
        clicks.add(click);
      }
      assertThat(clicks).hasSizeBetween(1000 - 40, 1000 + 40); // no request is divided
      for (byte click : data.measured().clicks()) {
        clicks.add(click);
      }
      try (Stream<Path> logs = Files.list(folder)) {
        Path log =
            logs.filter(p -> p.getFileName().toString().startsWith("log-")).findFirst().get();
        assertThat(clicks)
            .isEqualTo(
                Files.readAllLines(log.resolve(AliCcpWriter.SKELETON)).stream()
                    .map(line -> Byte.valueOf(line.split(",")[1]))
                    .toList());
      }
    }
  }

  /** Towers, tables and optimizer are those of the configuration, and so is the number of steps. */
  @Test
  void allNetworksHaveOneStructureAndTakeAsManySteps() {
    try (ExperimentData data = data()) {
      Networks networks = new Networks(data.file().config(), data.file().registry(), 1);
      RowChoice all = data.training();
      PreparedSet second = data.train(SECOND);
      Steps steps = new Steps();
      Schedule schedule = new Schedule(all.count(), 1, new GridProgress(steps));
      List<TrainingSet> rows =
          List.of(
              second,
              all.clicked(second),
              all.withMissing(second, 0.5, 1),
              all.withCopies(second, 5));
      List<Trained> trained = new ArrayList<>();
      for (TrainingSet each : rows) {
        trained.add(networks.alone("buy", each, schedule));
        steps.next();
      }
      for (Method method : new Method[] {Method.ESMM, Method.ESMM_NS}) {
        trained.add(networks.together(method, data.train(BOTH), schedule));
        steps.next();
      }
      // 180 rows by 32 are six batches; a rounded batch may make one step more or less.
      assertThat(steps.taken).hasSize(6).allSatisfy(n -> assertThat(n).isBetween(5, 7));
      assertThat(steps.taken.getFirst()).isEqualTo(6);
      assertThat(trained)
          .allSatisfy(network -> {
            assertThat(network.config().optimizer()).isEqualTo(data.file().config().optimizer());
            assertThat(network.config().fields()).isEqualTo(data.file().config().fields());
            assertThat(network.config().embedding().dimension()).isEqualTo(4);
            assertThat(network.config().training().epochs())
                .isEqualTo(data.file().config().training().epochs());
            assertThat(network.config().funnel().events().getLast().ways().getFirst().tower())
                .isEqualTo(
                    data.file().config().funnel().events().getLast().ways().getFirst().tower());
          });
    }
  }

  /** Counts the steps of one network after another. */
  private static final class Steps implements GridListener {
    private final List<Integer> taken = new ArrayList<>();
    private int now;

    @Override
    public void progress(double share, String network) {
      now++;
    }

    void next() {
      taken.add(now);
      now = 0;
    }
  }

  @Test
  void whatIsSearchedForDependsOnTrainingRowsAlone() throws IOException {
    GridResults first;
    try (ExperimentData data = data()) {
      first = run(data, "runs", Method.AMAN, Method.OVERSAMPLING);
    }
    assertThat(first.searched()).hasSize(8);
    GridResults otherTest = withoutPurchases("test", row -> row >= TinyLog.TRAINING && row < 220);
    assertThat(otherTest.searched()).isEqualTo(first.searched());
    assertThat(otherTest.parameters()).isEqualTo(first.parameters());
    assertThat(otherTest.values(Method.AMAN, MethodMeasures.CVR_AUC))
        .isNotEqualTo(first.values(Method.AMAN, MethodMeasures.CVR_AUC));
    // The last tenth of the training rows is what candidates are measured on.
    GridResults otherValidation =
        withoutPurchases("validation", row -> row >= 170 && row < TinyLog.TRAINING);
    assertThat(otherValidation.searched()).isNotEqualTo(first.searched());
  }

  /** The log where some rows have no purchase any more. */
  private GridResults withoutPurchases(String name, IntPredicate rows) throws IOException {
    Path other = Files.createDirectories(folder.resolve(name));
    Path configuration = TinyLog.in(other);
    List<String> lines = new ArrayList<>(Files.readAllLines(other.resolve("rows.csv")));
    for (int row = 0; row < lines.size() - 1; row++) {
      if (rows.test(row)) {
        lines.set(row + 1, lines.get(row + 1).replaceFirst(",1$", ",0"));
      }
    }
    Files.write(other.resolve("rows.csv"), lines);
    try (ExperimentData data =
        new RowMaker(other, List.of(), 1, ExperimentListener.SILENT)
            .of(new RowSource.Configured(configuration))) {
      return run(data, name, Method.AMAN, Method.OVERSAMPLING);
    }
  }

  @Test
  void aCandidateIsTrainedBeforeTheLastTenthAndMeasuredOnItsClicks() {
    try (ExperimentData data = data()) {
      double found = run(data, "runs", Method.OVERSAMPLING).searched().get("oversampling 3");
      Networks networks = new Networks(data.file().config(), data.file().registry(), 1);
      PreparedSet rows = data.train(SECOND);
      RowChoice fitted = data.training().between(0, 162);
      Trained network =
          networks.alone(
              "buy", fitted.withCopies(rows, 3), new Schedule(162, 1, GridProgress.silent()));
      float[] pCvr =
          networks.probabilities(
              network,
              data.training().between(162, TinyLog.TRAINING).clicked(rows),
              GridProgress.silent());
      // A click every third row, a purchase every sixth: 162 is one of both.
      assertThat(auc(pCvr, new byte[] {1, 0, 1, 0, 1, 0})).isCloseTo(found, within(1e-12));
    }
  }

  /** One network of pCTR in each repeat, which every method's pCVR is multiplied by. */
  @Test
  void everyCtcvrIsThePCvrTimesThePCtrOfOneNetwork() throws IOException {
    try (ExperimentData data = data()) {
      Method[] methods = {Method.BASE, Method.DIVISION, Method.ESMM};
      GridResults results = run(data, "runs", methods);
      int rows = data.measured().rows();
      float[] pCtr = scores("pctr-seed1-", rows);
      for (Method method : methods) {
        float[] product = scores(method.word() + "-seed1-", rows);
        for (int i = 0; i < rows; i++) {
          product[i] *= pCtr[i];
        }
        assertThat(results.values(method, MethodMeasures.CTCVR_AUC)[0])
            .as(method.word())
            .isCloseTo(auc(product, data.measured().conversions()), within(1e-12));
      }
      assertThat(results.values(Method.ESMM, MethodMeasures.OWN_CTCVR_AUC))
          .doesNotContain(Double.NaN);
      assertThat(results.values(Method.BASE, MethodMeasures.OWN_CTCVR_AUC))
          .containsOnly(Double.NaN);
    }
  }

  private float[] scores(String name, int rows) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().startsWith(name))
              .filter(file -> file.toString().endsWith(".scores"))
              .toList();
      assertThat(found).hasSize(1);
      return ScoreFile.read(found.getFirst(), rows);
    }
  }

  private static double auc(float[] scores, byte[] labels) {
    return ((MetricValue.Defined) Metric.AUC.of(ScoredRows.of(scores, labels))).value();
  }
}
