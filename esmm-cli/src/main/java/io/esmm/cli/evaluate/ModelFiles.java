package io.esmm.cli.evaluate;

import io.esmm.data.prepare.ModelRows;
import io.esmm.model.EsmmModel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a model's raw files are read, and by which rules. */
public final class ModelFiles {
  private ModelFiles() {}

  /**
   * Reads files as the model's rows. Relative paths of its configuration begin where the
   * configuration stood, if that folder is still there, else where the command is run.
   */
  public static ModelRows of(EsmmModel model) {
    String recorded = model.provenance().path("configurationFolder").asText("");
    Path folder = Path.of(recorded);
    boolean isThere = !recorded.isEmpty() && Files.isDirectory(folder);
    return ModelRows.of(
        model.config(), model.schema(), isThere ? folder : Path.of("").toAbsolutePath());
  }

  /** Where files go that are gone when the command ends. */
  public static Path temporaryFolder() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
