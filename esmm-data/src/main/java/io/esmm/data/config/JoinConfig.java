package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A side table (users, items, sequences) whose columns are added to each row by a key. It is held
 * in memory, with the columns that are used; join larger tables in an SQL source.
 */
public record JoinConfig(
    @JsonPropertyDescription("the side table: csv, parquet, json-lines or sql") SourceConfig source,
    @JsonPropertyDescription("column of the main table") String key,
    @JsonPropertyDescription("column of the side table that equals it; default: the same name")
        @Nullable String sideKey,
    @JsonPropertyDescription("columns to take; default: all that the main table has not")
        @Nullable List<String> columns) {

  /**
   * Checks the key and the source, and copies the columns.
   *
   * @throws IllegalArgumentException if the key is blank, or the source is of the Ali-CCP format,
   *     which is no table
   */
  public JoinConfig {
    ConfigRules.requireText("key", key);
    columns = columns == null ? null : List.copyOf(columns);
    if (source instanceof AliCcpSourceConfig) {
      throw new IllegalArgumentException("an ali-ccp source cannot be a side table");
    }
  }

  /** The key's column in the side table. */
  public String sideKeyOrSame() {
    return sideKey == null ? key : sideKey;
  }
}
