package io.esmm.cli.predict;

import io.esmm.cli.console.KeptInput;
import io.esmm.cli.console.Output;
import io.esmm.cli.console.Progress;
import io.esmm.cli.evaluate.ModelFiles;
import io.esmm.cli.evaluate.SetAsideRows;
import io.esmm.cli.train.ThreadCount;
import io.esmm.config.EsmmConfig;
import io.esmm.data.prepare.DataSection;
import io.esmm.data.prepare.EncodedRows;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.model.EsmmModel;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.Predictions;
import io.esmm.storage.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores a file, or prepared rows. */
@Command(
    name = "predict",
    description = {
      "Writes the probabilities of every event for every row of a file: EVENT.conditional, of the"
          + " event given the one it comes after, and EVENT.joint, of both over the whole space. An"
          + " event that is reached over several paths has EVENT-via-BEFORE.conditional for each.",
      "A CSV, JSON lines or Parquet file takes the place of the model's main table; labels are not"
          + " needed. A prepared split is scored on several threads; a file on one."
    },
    footer = {
      "",
      "Examples:",
      "  ./esmm predict build/model --input rows.csv --key row_id --out scores.csv",
      "  ./esmm predict build/model --input requests.jsonl --out scores.jsonl",
      "  ./esmm predict build/model --input prepared/test --out scores.csv --threads 2"
    })
public final class PredictCommand implements Runnable {
  /** The name of a key that is the row's number. */
  static final String ROW = "row";

  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "MODEL_DIR", description = "The folder of a trained model.")
  private Path folder = Path.of("");

  @Option(names = "--input", required = true, paramLabel = "FILE_OR_DIR", description = "The rows.")
  private Path input = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the probabilities go; .csv or .jsonl.")
  private Path out = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description =
          "Column of the input to name the rows by; default: the key of the model's data, else the"
              + " number of the row, from 1.")
  private @Nullable String key;

  @Mixin private ThreadCount threads = new ThreadCount();

  @Override
  public void run() {
    PredictionFormat format = PredictionFormat.of(out);
    KeptInput.require(input, out);
    int count = threads.get();
    EsmmModel model = EsmmModel.load(folder);
    if (Files.isDirectory(input)) {
      writePrepared(model, format, count);
    } else {
      writeFile(model, format);
    }
    output.say("written to " + out);
  }

  private void writePrepared(EsmmModel model, PredictionFormat format, int count) {
    if (!PreparedSet.isPrepared(input)) {
      throw new ProblemException(
          input.toString(),
          "is a folder, but not a prepared split",
          "name the split in it (" + input.resolve("test") + "), or a file");
    }
    try (PreparedSet opened = PreparedSet.open(input)) {
      PreparedSet set = opened.requireSchema(model.schema());
      @Nullable String own = set.layout().key();
      if (key != null && !key.equals(own)) {
        throw new ProblemException(
            input.toString(),
            "has no column [" + key + "] to name the rows by",
            own == null ? "leave out --key" : "its key is [" + own + "]");
      }
      var predictions = new PreparedPredictions(model, set, format, own);
      try (AtomicFile file = AtomicFile.create(out);
          Progress progress = output.progress("predict")) {
        write(format.header(predictions.name(), model.funnel()), file);
        predictions.write(
            count,
            (text, rows) -> {
              file.stream().write(text);
              progress.rows(rows, set.impressions(), "");
            });
        file.commit();
        progress.done("");
      }
    }
  }

  private void writeFile(EsmmModel model, PredictionFormat format) {
    @Nullable String keyColumn = key != null ? key : keyOf(model.config());
    try (EncodedRows rows =
            ModelFiles.open(
                folder,
                () ->
                    ModelFiles.of(model)
                        .forScoring(input, keyColumn, ModelFiles.temporaryFolder()));
        AtomicFile file = AtomicFile.create(out)) {
      String name = keyColumn == null ? ROW : keyColumn;
      write(format.header(name, model.funnel()), file);
      try (Progress progress = output.progress("predict")) {
        while (rows.next()) {
          write(text(format, name, model.predict(rows.batch()), rows), file);
          double share = rows.fraction();
          long total = share > 0 ? Math.round(rows.rowsIn() / share) : 0;
          progress.rows(rows.rowsIn(), total, "");
        }
        file.commit();
        progress.done("");
      }
      SetAsideRows.tell(rows, output);
    }
  }

  private static String text(
      PredictionFormat format, String name, Predictions predictions, EncodedRows rows) {
    StringBuilder text = new StringBuilder();
    List<String> keys = rows.keys();
    for (int i = 0; i < predictions.size(); i++) {
      String key = keys.isEmpty() ? Long.toString(rows.rowNumber(i) + 1) : keys.get(i);
      format.row(name, key, predictions, i, text);
    }
    return text.toString();
  }

  private static void write(String text, AtomicFile file) {
    file.stream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String keyOf(EsmmConfig config) {
    return DataSection.of(config).key();
  }
}
