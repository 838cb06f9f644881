package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A Parquet file; list columns are bags or sequences. */
public record ParquetSourceConfig(@JsonPropertyDescription("the file") String path)
    implements SourceConfig {
  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public ParquetSourceConfig {
    ConfigRules.requireText("path", path);
  }
}
