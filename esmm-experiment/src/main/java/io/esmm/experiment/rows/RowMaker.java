package io.esmm.experiment.rows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.data.simulator.AliCcpWriter;
import io.esmm.data.simulator.Simulator;
import io.esmm.data.simulator.SimulatorConfig;
import io.esmm.eval.experiment.FinishedRuns;
import io.esmm.experiment.project.ConfigurationFile;
import io.esmm.experiment.project.RowsListener;
import io.esmm.experiment.project.SharedRows;
import io.esmm.experiment.project.TrainingRows;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFile;
import io.esmm.storage.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of an experiment in its folder: what is there from an earlier time is not made
 * again.
 *
 * @param folder of the experiment: logs, prepared rows, the configuration
 * @param settings that change the configuration, {@code path=value}
 * @param threads that simulate
 * @param listener is told of rows that have to be made
 */
public record RowMaker(Path folder, List<String> settings, int threads, RowsListener listener) {
  private static final String CONFIGURATION = "experiment.json";
  private static final String REGION = "item";

  /**
   * The rows of a source.
   *
   * @throws ProblemException if they cannot be read or prepared, or the configuration does not fit
   */
  public ExperimentData of(RowSource source) {
    return switch (source) {
      case RowSource.Simulated(SimulatorConfig log) -> simulated(log);
      case RowSource.AliCcp(Path files) -> aliCcp(files);
      case RowSource.Configured(Path configuration) -> configured(configuration);
    };
  }

  private ExperimentData simulated(SimulatorConfig simulation) {
    String name = "log-" + FinishedRuns.checksum(simulation.toString());
    Path log = folder.resolve(name);
    if (!Files.exists(log.resolve(Manifest.FILE))) {
      new AliCcpWriter(false, threads)
          .write(
              new Simulator(simulation),
              log,
              rows -> listener.simulated(rows, simulation.impressions()));
      listener.made();
    }
    ConfigurationFile file =
        ConfigurationFile.read(
            configuration(),
            with(
                "data.source.skeleton=" + name + "/" + AliCcpWriter.SKELETON,
                "data.source.commonFeatures=" + name + "/" + AliCcpWriter.COMMON));
    return data(file, log.resolve(AliCcpWriter.TRUTH), simulation.toString());
  }

  private ExperimentData aliCcp(Path files) {
    ObjectNode test = source(files, "test");
    ObjectNode split = JsonNodeFactory.instance.objectNode();
    split.put("type", "files");
    split.set("test", test);
    ConfigurationFile file =
        ConfigurationFile.read(
            configuration(), with("data.source=" + source(files, "train"), "data.split=" + split));
    return data(file, null, files.toAbsolutePath().toString());
  }

  private ExperimentData configured(Path configuration) {
    ConfigurationFile file = ConfigurationFile.read(configuration, settings);
    return data(file, null, file.folder().toString());
  }

  private ExperimentData data(ConfigurationFile file, @Nullable Path truth, String identity) {
    file.naming(() -> TwoEvents.of(file.config())); // refuses other funnels before any work
    TrainingRows rows = SharedRows.of(file, folder, listener);
    return ExperimentData.of(
        file,
        rows,
        truth,
        truth == null ? null : ExperimentData.region(rows.training(), REGION),
        identity);
  }

  private static ObjectNode source(Path files, String half) {
    ObjectNode source = JsonNodeFactory.instance.objectNode();
    source.put("type", "ali-ccp");
    source.put("skeleton", file(files, "sample_skeleton_" + half + ".csv"));
    source.put("commonFeatures", file(files, "common_features_" + half + ".csv"));
    return source;
  }

  private static String file(Path folder, String name) {
    for (String ending : List.of("", ".gz")) {
      Path file = folder.resolve(name + ending).toAbsolutePath();
      if (Files.isRegularFile(file)) {
        return file.toString();
      }
    }
    throw new ProblemException(
        folder.toString(),
        "has no file [" + name + "]",
        "--data names the folder of the Ali-CCP files: sample_skeleton_train.csv,"
            + " common_features_train.csv and the same of test, plain or with .gz");
  }

  private List<String> with(String... own) {
    List<String> all = new ArrayList<>(List.of(own));
    all.addAll(settings);
    return all;
  }

  /** The networks of the paper, over the fields of Ali-CCP and of the simulator's logs. */
  private Path configuration() {
    Path file = folder.resolve(CONFIGURATION);
    try (InputStream in = RowMaker.class.getResourceAsStream(CONFIGURATION)) {
      AtomicFile.write(file, Objects.requireNonNull(in).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
