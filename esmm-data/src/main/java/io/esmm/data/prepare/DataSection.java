package io.esmm.data.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.config.EsmmConfig;
import io.esmm.config.RecordBinder;
import io.esmm.data.config.DataConfig;
import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerRegistry;
import org.jspecify.annotations.Nullable;

/** Reads the data section of a configuration. */
public final class DataSection {
  private DataSection() {}

  /**
   * The section as a record.
   *
   * @throws ProblemException if it is absent or has problems
   */
  public static DataConfig of(EsmmConfig config) {
    @Nullable JsonNode data = config.data();
    if (data == null || data.isNull()) {
      throw new ProblemException(
          "#/data", "the configuration does not say where the rows are", "add a data section");
    }
    return new RecordBinder(TowerRegistry.of(), "").bind(data, "/data", DataConfig.class);
  }
}
