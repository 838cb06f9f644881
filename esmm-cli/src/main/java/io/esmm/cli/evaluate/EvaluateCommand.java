package io.esmm.cli.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.cli.console.KeptInput;
import io.esmm.cli.console.Output;
import io.esmm.cli.report.FigureOption;
import io.esmm.cli.report.ModelReport;
import io.esmm.cli.train.ThreadCount;
import io.esmm.data.prepare.EncodedRows;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.eval.EvaluationJson;
import io.esmm.eval.EvaluationTable;
import io.esmm.experiment.project.SimulatedTruth;
import io.esmm.model.EsmmModel;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates a model. */
@Command(
    name = "evaluate",
    description =
        "Measures a model: every event's conditional probability on the rows where the event before"
            + " it happened, and its joint probability on all rows.",
    footer = {
      "",
      "Examples:",
      "  ./esmm evaluate build/model --input build/model.data/test",
      "  ./esmm evaluate build/model --input rows.csv --json build/metrics.json",
      "  ./esmm evaluate build/model --input rows.csv --report build/rows.html",
      "  ./esmm evaluate build/model --input build/model.data/test --truth build/log/truth.csv"
    })
public final class EvaluateCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "MODEL_DIR", description = "The folder of a trained model.")
  private Path folder = Path.of("");

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE_OR_PREPARED",
      description =
          "Rows with labels: a prepared split, or a raw file that takes the place of the model's"
              + " main table.")
  private Path input = Path.of("");

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description =
          "The truth.csv of a simulated log: measure against the true probabilities, too. Needs a"
              + " prepared split whose data.key is sample_id.")
  private @Nullable Path truth;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the metrics as JSON, too.")
  private @Nullable Path json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write an HTML report with metrics and charts, too.")
  private @Nullable Path report;

  @Mixin private FigureOption figures = new FigureOption();

  @Mixin private ThreadCount threads = new ThreadCount();

  @Override
  public void run() {
    int count = threads.get();
    KeptInput.require(input, json);
    KeptInput.require(input, report);
    EsmmModel model = EsmmModel.load(folder);
    MeasuredModel measured = evaluate(model, new ModelEvaluation(model, count, output));
    if (json != null) {
      ObjectNode tree = EvaluationJson.of(measured.evaluation());
      AtomicFile.write(json, (tree.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    output.results().print(EvaluationTable.of(model.config().name(), measured.evaluation()));
    if (report != null || figures.isGiven()) {
      ModelReport page = new ModelReport(model).with(measured);
      figures.write(page.finish("evaluate", "Measured on " + input + "."), report, output);
    }
  }

  private MeasuredModel evaluate(EsmmModel model, ModelEvaluation evaluation) {
    if (!Files.isDirectory(input)) {
      if (truth != null) {
        throw new ParameterException(
            spec.commandLine(), "--truth needs a prepared split as --input, not a file of rows");
      }
      try (EncodedRows rows =
          ModelFiles.open(
              folder,
              () -> ModelFiles.of(model).forEvaluation(input, ModelFiles.temporaryFolder()))) {
        MeasuredModel measured = evaluation.measured(rows);
        SetAsideRows.tell(rows, output);
        return measured;
      }
    }
    if (!PreparedSet.isPrepared(input)) {
      throw new ProblemException(
          input.toString(),
          "is a folder, but not a prepared split",
          "name the split in it (" + input.resolve("test") + "), or a file");
    }
    try (PreparedSet set = PreparedSet.open(input)) {
      return truth == null
          ? evaluation.measured(set)
          : evaluation.measured(set, SimulatedTruth.read(truth, set)::beside);
    }
  }
}
