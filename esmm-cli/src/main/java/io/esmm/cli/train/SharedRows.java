package io.esmm.cli.train;

import io.esmm.cli.configuration.ConfigurationFile;
import io.esmm.cli.console.Output;
import io.esmm.cli.prepare.PreparationDisplay;
import io.esmm.config.EsmmConfig;
import io.esmm.data.prepare.DataSection;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepare.Split;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.eval.experiment.FinishedRuns;
import java.nio.file.Path;

/**
 * Prepared rows in a folder that several trainings share: {@code data-CHECKSUM} for each different
 * choice of what rows depend on, made when it is first asked for.
 */
public final class SharedRows {
  private SharedRows() {}

  /** The rows of a configuration, prepared now or earlier, or the prepared ones that it names. */
  public static TrainingRows of(ConfigurationFile file, Path folder, Output output) {
    EsmmConfig config = file.config();
    if (DataSection.of(config).isPrepared()) {
      return TrainingRows.named(file);
    }
    String of = file.folder() + Preparation.dependsOn(config);
    Path prepared = folder.resolve("data-" + FinishedRuns.checksum(of));
    if (!PreparedSet.isPrepared(prepared.resolve(Split.TRAIN.folder()))) {
      output.say("preparing the raw rows into " + prepared);
      try (PreparationDisplay display = new PreparationDisplay(output)) {
        Preparation.prepare(config, file.folder(), prepared, display);
      }
    }
    return TrainingRows.prepared(config, prepared);
  }
}
