package io.esmm.experiment.project;

import io.esmm.config.EsmmConfig;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepare.Split;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.eval.experiment.FinishedRuns;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFolder;
import java.nio.file.Path;

/**
 * Prepared rows in a folder that several trainings share: {@code data-CHECKSUM} for each different
 * choice of what rows depend on, made when it is first asked for.
 */
public final class SharedRows {
  private SharedRows() {}

  /**
   * The rows of a configuration, prepared now or earlier, or the prepared ones that it names.
   *
   * @param folder for prepared rows
   * @param listener is told of rows that have to be prepared
   * @throws ProblemException if the rows cannot be read or prepared
   */
  public static TrainingRows of(ConfigurationFile file, Path folder, RowsListener listener) {
    EsmmConfig config = file.config();
    if (file.data().isPrepared()) {
      return TrainingRows.named(file);
    }
    String of = file.folder() + Preparation.dependsOn(config);
    Path prepared = folder.resolve("data-" + FinishedRuns.checksum(of));
    if (!PreparedSet.isPrepared(prepared.resolve(Split.TRAIN.folder()))) {
      listener.preparing(prepared);
      file.naming(() -> Preparation.prepare(config, file.folder(), prepared, listener));
      listener.made();
    } else {
      AtomicFolder.removeRemains(prepared);
    }
    return TrainingRows.prepared(config, prepared);
  }
}
