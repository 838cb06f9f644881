package io.esmm.cli.train;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.cli.console.Interruption;
import io.esmm.cli.console.Output;
import io.esmm.cli.console.Progress;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.eval.HeldOutRows;
import io.esmm.eval.MetricName;
import io.esmm.eval.MetricValidation;
import io.esmm.experiment.project.ConfigurationFile;
import io.esmm.experiment.project.Release;
import io.esmm.model.EsmmModel;
import io.esmm.objective.Objective;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.train.CheckpointFolder;
import io.esmm.train.EarlyStoppingConfig;
import io.esmm.train.Trainer;
import io.esmm.train.TrainingListener;
import io.esmm.train.TrainingResult;
import io.esmm.train.TrainingSet;
import io.esmm.train.TrainingStopped;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Trains the model of a configuration on prepared rows, and shows how it goes. */
public final class ModelTraining {
  private final ConfigurationFile file;
  private final int threads;
  private final Output output;
  private @Nullable CheckpointFolder checkpoints;
  private TrainingListener listener = TrainingListener.SILENT;

  /**
   * Training by the file's configuration, without checkpoints and other listeners.
   *
   * @param threads that train, at least 1; the result does not depend on them
   * @param output where progress is shown
   */
  public ModelTraining(ConfigurationFile file, int threads, Output output) {
    this.file = file;
    this.threads = threads;
    this.output = output;
  }

  /** Tells this listener, too, how training goes. */
  public ModelTraining telling(TrainingListener another) {
    this.listener = another;
    return this;
  }

  /**
   * Writes checkpoints, goes on from them, and when the process is asked to end, stops with one.
   *
   * @param folder told from those of other configurations by {@link #checkpoints}
   */
  public ModelTraining withCheckpoints(CheckpointFolder folder) {
    this.checkpoints = folder;
    return this;
  }

  /** A folder whose checkpoints fit this configuration alone. */
  public static CheckpointFolder checkpoints(Path folder, ConfigurationFile file) {
    ObjectNode json = new ConfigReader(file.registry()).write(file.config());
    if (json.path("training") instanceof ObjectNode training) {
      // Checkpoints do not change what is trained.
      training.remove("checkpoint");
    }
    return CheckpointFolder.of(folder)
        .requiring("configuration", json.toString())
        .requiring("release", Release.text());
  }

  /**
   * Trains.
   *
   * @param name what the progress calls it
   * @param training rows with the labels in the funnel's order
   * @param validation rows for early stopping, null for none
   */
  public EsmmModel train(String name, TrainingSet training, @Nullable TrainingSet validation) {
    EsmmConfig config = file.config();
    FunnelGraph graph =
        FunnelGraph.of(
            config.funnel(),
            config.objective(),
            config.embedding(),
            training.schema(),
            file.registry());
    Objective objective = Objective.of(config.objective().terms(config.funnel()), graph.funnel());
    Trainer trainer =
        new Trainer(graph, objective, config.optimizer(), config.training()).withThreads(threads);
    @Nullable MetricValidation measured = validation(graph, validation);
    if (measured != null) {
      trainer.withValidation(measured);
    }
    TrainingResult result = run(name, trainer, training, measured);
    return EsmmModel.of(config, training.schema(), file.registry(), result.weights())
        .withProvenance(provenance(result, training));
  }

  private TrainingResult run(
      String name, Trainer trainer, TrainingSet rows, @Nullable MetricValidation measured) {
    if (checkpoints == null) {
      return show(name, trainer, rows, measured);
    }
    trainer.withCheckpoints(checkpoints);
    try (var _ = Interruption.stopping(trainer::stop)) {
      try {
        return show(name, trainer, rows, measured);
      } catch (TrainingStopped e) {
        output.say(
            String.format(
                Locale.ROOT,
                "stopped after step %,d; the same command goes on from there",
                e.steps()));
        throw e;
      }
    }
  }

  private TrainingResult show(
      String name, Trainer trainer, TrainingSet rows, @Nullable MetricValidation measured) {
    try (Progress progress = output.progress(name)) {
      trainer.withListener(
          new TrainingDisplay(progress, measured == null ? null : measured.metric()).and(listener));
      TrainingResult result = trainer.train(rows);
      progress.done(
          String.format(Locale.ROOT, "loss %.4f", result.epochLosses().getLast())
              + (result.stoppedEarly() ? ", stopped early" : ""));
      return result;
    }
  }

  private @Nullable MetricValidation validation(FunnelGraph graph, @Nullable TrainingSet rows) {
    @Nullable EarlyStoppingConfig early = file.config().training().earlyStopping();
    if (early == null) {
      return null;
    }
    if (rows == null) {
      throw new ProblemException(
          file.place("#/training/earlyStopping"),
          "early stopping by [" + early.metric() + "] has no validation rows",
          "give data.split a validation part, or remove it");
    }
    return new MetricValidation(
        HeldOutRows.of(graph.funnel(), rows).onThreads(threads), MetricName.parse(early.metric()));
  }

  private ObjectNode provenance(TrainingResult result, TrainingSet rows) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("esmm", Release.text());
    record.put("configurationFolder", file.folder().toString());
    record.put("trainingRequests", rows.requests());
    record.put("trainingImpressions", rows.impressions());
    record.put("steps", result.steps());
    result.epochLosses().forEach(record.putArray("epochLosses")::add);
    record.put("stoppedEarly", result.stoppedEarly());
    return record;
  }
}
