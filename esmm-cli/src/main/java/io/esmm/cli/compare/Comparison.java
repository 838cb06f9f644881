package io.esmm.cli.compare;

import io.esmm.cli.console.Output;
import io.esmm.cli.evaluate.MeasuredModel;
import io.esmm.cli.evaluate.ModelEvaluation;
import io.esmm.cli.prepare.RowsDisplay;
import io.esmm.cli.train.ModelTraining;
import io.esmm.config.ConfigReader;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.eval.MetricName;
import io.esmm.eval.curve.FunnelCurves;
import io.esmm.eval.curve.LossHistory;
import io.esmm.eval.experiment.FinishedRun;
import io.esmm.eval.experiment.FinishedRuns;
import io.esmm.eval.metric.Metric;
import io.esmm.experiment.project.ConfigurationFile;
import io.esmm.experiment.project.SharedRows;
import io.esmm.experiment.project.TrainingRows;
import io.esmm.funnel.Funnel;
import io.esmm.model.EsmmModel;
import io.esmm.objective.Probability;
import io.esmm.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All runs of a comparison in one folder: {@code data-*}, the prepared rows, shared by
 * configurations with the same data, fields and labels, and {@code runs}, a file for each training
 * done. The names of both end in a checksum of what they were made from, so a configuration that
 * was changed is prepared and trained again, and nothing else.
 */
final class Comparison {
  /** Points of a loss curve that is kept with a run. */
  private static final int STRETCHES = 128;

  private final Path folder;
  private final List<String> settings;
  private final int threads;
  private final Output output;

  Comparison(Path folder, List<String> settings, int threads, Output output) {
    this.folder = folder;
    this.settings = settings;
    this.threads = threads;
    this.output = output;
  }

  /** Reads a configuration with the seed of a run. */
  ConfigurationFile read(Path config, int seed) {
    List<String> all = new ArrayList<>(settings);
    all.add("training.seed=" + seed);
    return ConfigurationFile.read(config, all);
  }

  /** The result of a configuration with one seed, trained now or earlier. */
  FinishedRun run(ConfigurationFile file, String name, int seed, List<MetricName> metrics) {
    ConfigReader reader = new ConfigReader(file.registry());
    String of = file.folder() + reader.write(file.config()).toString() + metrics;
    return new FinishedRuns(folder.resolve("runs"))
        .run(name, seed, of, () -> train(file, name + " seed " + seed, metrics));
  }

  private FinishedRun train(ConfigurationFile file, String title, List<MetricName> metrics) {
    try (RowsDisplay display = new RowsDisplay(output);
        TrainingRows rows = SharedRows.of(file, folder, display)) {
      @Nullable PreparedSet test = rows.test();
      if (test == null) {
        throw new ProblemException(
            file.place("#/data"), "there are no test rows to compare on", "set test in data.split");
      }
      long start = System.nanoTime();
      LossHistory history = new LossHistory(STRETCHES);
      EsmmModel model =
          new ModelTraining(file, threads, output)
              .telling(history)
              .train(title, rows.training(), rows.validation());
      double seconds = (System.nanoTime() - start) / 1e9;
      int epochs = model.provenance().path("epochLosses").size();
      MeasuredModel measured = new ModelEvaluation(model, threads, output).measured(test);
      return FinishedRun.of(
          seconds / Math.max(1, epochs),
          measured.evaluation(),
          metrics,
          FunnelCurves.of(measured.predictions()).with(history.losses()));
    }
  }

  /** The AUC of every probability that an event with a label has. */
  static List<MetricName> metrics(Funnel funnel) {
    List<MetricName> metrics = new ArrayList<>();
    for (Funnel.Event event : funnel.labelled()) {
      if (!event.isFirst()) {
        metrics.add(new MetricName(Probability.CONDITIONAL, Metric.AUC, event.name()));
      }
      metrics.add(new MetricName(Probability.JOINT, Metric.AUC, event.name()));
    }
    return metrics;
  }
}
