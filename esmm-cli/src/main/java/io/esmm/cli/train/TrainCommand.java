package io.esmm.cli.train;

import io.esmm.cli.configuration.Settings;
import io.esmm.cli.console.KeptInput;
import io.esmm.cli.console.Output;
import io.esmm.cli.evaluate.MeasuredModel;
import io.esmm.cli.evaluate.ModelEvaluation;
import io.esmm.cli.prepare.PreparationDisplay;
import io.esmm.cli.report.FigureOption;
import io.esmm.cli.report.ModelReport;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepare.PreparationCounts;
import io.esmm.data.prepare.PreparationSummary;
import io.esmm.data.prepare.Split;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.eval.EvaluationTable;
import io.esmm.eval.curve.LossHistory;
import io.esmm.experiment.project.ConfigurationFile;
import io.esmm.experiment.project.TrainingRows;
import io.esmm.model.EsmmModel;
import io.esmm.storage.AtomicFolder;
import io.esmm.train.CheckpointFolder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a model. */
@Command(
    name = "train",
    description =
        "Trains the model of a configuration and saves it. Where the configuration names raw"
            + " files, they are prepared first, into a folder beside the model. Where it has test"
            + " rows, the model is evaluated on them. A report of training and evaluation is"
            + " written beside the model. Checkpoints are written into a folder beside the model;"
            + " after an interruption the same command goes on from the latest one, and gives the"
            + " model of a run that was never interrupted.",
    footer = {
      "",
      "Examples:",
      "  ./esmm train esmm.json --out build/model",
      "  ./esmm train esmm.json --out build/wide --set 'funnel.events.click.tower.hidden=[512,256]'"
    })
public final class TrainCommand implements Runnable {
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "CONFIG", description = "The configuration.")
  private Path config = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "MODEL_DIR",
      description = "Folder for the model; an earlier model there is replaced.")
  private Path out = Path.of("");

  @Option(
      names = "--fresh",
      description = "Starts anew and removes the checkpoints of a run that was interrupted.")
  private boolean fresh;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "The HTML report; default: MODEL_DIR.report.html.")
  private @Nullable Path report;

  @Mixin private FigureOption figures = new FigureOption();

  @Mixin private ThreadCount threads = new ThreadCount();

  @Mixin private Settings settings = new Settings();

  @Override
  public void run() {
    int count = threads.get();
    ConfigurationFile file = ConfigurationFile.read(config, settings.list());
    EsmmModel.requirePlace(out); // told now, not after a night of training
    KeptInput.require(config, reportFile());
    CheckpointFolder checkpoints = ModelTraining.checkpoints(beside(".checkpoints"), file);
    if (fresh) {
      checkpoints.remove();
    }
    try (TrainingRows rows = rows(file, checkpoints.isInUse())) {
      LossHistory history = new LossHistory();
      EsmmModel model =
          new ModelTraining(file, count, output)
              .withCheckpoints(checkpoints)
              .telling(history)
              .train("train", rows.training(), rows.validation());
      model.save(out);
      checkpoints.remove();
      output.say("saved to " + out);
      ModelReport page = new ModelReport(model);
      @Nullable PreparedSet test = rows.test();
      if (test != null) {
        MeasuredModel measured = new ModelEvaluation(model, count, output).measured(test);
        output.results().print(EvaluationTable.of(model.config().name(), measured.evaluation()));
        output.results().flush();
        page.with(measured);
      }
      page.with(history);
      String measured = test == null ? "There were no test rows." : "Measured on the test rows.";
      figures.write(page.finish("train", measured), reportFile(), output);
    }
  }

  private Path reportFile() {
    return report != null ? report : beside(".report.html");
  }

  private Path beside(String suffix) {
    boolean isNamed = !List.of("", ".", "..").contains(String.valueOf(out.getFileName()));
    Path named = isNamed ? out : out.toAbsolutePath().normalize();
    return named.resolveSibling(named.getFileName() + suffix);
  }

  /**
   * @param goesOn whether a run was interrupted, which had rows to train on
   */
  private TrainingRows rows(ConfigurationFile file, boolean goesOn) {
    if (file.data().isPrepared()) {
      return TrainingRows.named(file);
    }
    Path folder = beside(".data");
    if (goesOn && PreparedSet.isPrepared(folder.resolve(Split.TRAIN.folder()))) {
      output.say("the rows prepared in " + folder + " are used again");
      AtomicFolder.removeRemains(folder);
      try (PreparedSet set = PreparedSet.open(folder.resolve(Split.TRAIN.folder()))) {
        PreparationCounts.of(set).ifPresent(rows -> output.say(rows.toText().stripTrailing()));
      }
      return TrainingRows.prepared(file.config(), folder);
    }
    output.say("preparing the raw rows into " + folder);
    PreparationSummary summary;
    try (PreparationDisplay display = new PreparationDisplay(output)) {
      summary =
          file.naming(() -> Preparation.prepare(file.config(), file.folder(), folder, display));
    }
    output.say(summary.toText().stripTrailing());
    return TrainingRows.prepared(file.config(), folder);
  }
}
