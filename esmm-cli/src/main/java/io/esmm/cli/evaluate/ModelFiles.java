package io.esmm.cli.evaluate;

import io.esmm.data.prepare.EncodedRows;
import io.esmm.data.prepare.ModelRows;
import io.esmm.model.EsmmModel;
import io.esmm.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

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

  /**
   * Opens rows by a model's rules: a problem that has a place in the model's configuration is
   * thrown on with the name of that file.
   *
   * @param folder the model's
   */
  public static EncodedRows open(Path folder, Supplier<EncodedRows> rows) {
    try {
      return rows.get();
    } catch (ProblemException e) {
      throw e.ofConfiguration(folder.resolve("model.json"));
    }
  }

  /** Where files go that are gone when the command ends. */
  public static Path temporaryFolder() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
