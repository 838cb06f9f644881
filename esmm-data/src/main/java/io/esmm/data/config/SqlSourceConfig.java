package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT over files, run by the embedded DuckDB: de-duplication, label rules and joins in the
 * user's own words. Files stand in it as quoted names, relative to the configuration.
 */
public record SqlSourceConfig(
    @JsonPropertyDescription(
            "a SELECT; files are quoted: select * from 'rows.parquet' order by time_ms")
        String query,
    @JsonPropertyDescription(
            "file that the query reads under the name input; another file may take its place in"
                + " evaluation")
        @Nullable String path)
    implements SourceConfig {
  /**
   * Checks the texts; the query itself is checked when the source is opened.
   *
   * @throws IllegalArgumentException if the query is blank, or a path is given and blank
   */
  public SqlSourceConfig {
    ConfigRules.requireText("query", query);
    if (path != null) {
      ConfigRules.requireText("path", path);
    }
  }
}
