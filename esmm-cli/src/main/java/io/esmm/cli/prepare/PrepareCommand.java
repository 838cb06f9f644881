package io.esmm.cli.prepare;

import io.esmm.cli.configuration.Settings;
import io.esmm.cli.console.Output;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepare.PreparationSummary;
import io.esmm.experiment.project.ConfigurationFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prepares raw rows. */
@Command(
    name = "prepare",
    description =
        "Reads the raw rows that the configuration names, learns vocabularies, scales and buckets"
            + " from the training rows, and writes the encoded splits.",
    footer = {
      "",
      "Example:",
      "  ./esmm prepare esmm.json --out build/data",
      "  ./esmm train esmm.json --set 'data={\"train\":\"build/data/train\"}' --out build/model"
    })
public final class PrepareCommand implements Runnable {
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "CONFIG", description = "The configuration.")
  private Path config = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the prepared splits; an earlier one of its kind is replaced.")
  private Path out = Path.of("");

  @Mixin private Settings settings = new Settings();

  @Override
  public void run() {
    ConfigurationFile file = ConfigurationFile.read(config, settings.list());
    PreparationSummary summary;
    try (PreparationDisplay display = new PreparationDisplay(output)) {
      summary = file.naming(() -> Preparation.prepare(file.config(), file.folder(), out, display));
    }
    output.results().print(summary.toText());
    output.results().println("written to " + out);
  }
}
