package io.esmm.cli.train;

import io.esmm.cli.configuration.ConfigurationFile;
import io.esmm.cli.console.Output;
import io.esmm.cli.prepare.PreparationDisplay;
import io.esmm.config.EsmmConfig;
import io.esmm.data.prepare.DataSection;
import io.esmm.data.prepare.FunnelLabels;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepare.Split;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.eval.experiment.FinishedRuns;
import java.nio.file.Path;

/**
 * Prepared rows in a folder that several trainings share: {@code data-CHECKSUM} for each different
 * choice of data, fields and labels, made when it is first asked for.
 */
public final class SharedRows {
  private SharedRows() {}

  /** The rows of a configuration, prepared now or earlier, or the prepared ones that it names. */
  public static TrainingRows of(ConfigurationFile file, Path folder, Output output) {
    EsmmConfig config = file.config();
    if (DataSection.of(config).isPrepared()) {
      return TrainingRows.named(file);
    }
    Path prepared = folder.resolve("data-" + FinishedRuns.checksum(identity(file)));
    if (!PreparedSet.isPrepared(prepared.resolve(Split.TRAIN.folder()))) {
      output.say("preparing the raw rows into " + prepared);
      try (PreparationDisplay display = new PreparationDisplay(output)) {
        Preparation.prepare(config, file.folder(), prepared, display);
      }
    }
    return TrainingRows.prepared(config, prepared);
  }

  private static String identity(ConfigurationFile file) {
    EsmmConfig config = file.config();
    return file.folder()
        + String.valueOf(config.data())
        + config.fields()
        + new FunnelLabels(config.funnel()).events();
  }
}
