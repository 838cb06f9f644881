package io.esmm.data.raw.table;

import io.esmm.data.config.AliCcpSourceConfig;
import io.esmm.data.config.CsvSourceConfig;
import io.esmm.data.config.JsonLinesSourceConfig;
import io.esmm.data.config.ParquetSourceConfig;
import io.esmm.data.config.SourceConfig;
import io.esmm.data.config.SqlSourceConfig;
import io.esmm.data.raw.PathResolver;
import java.nio.file.Path;

/** Opens the table that a configuration names. */
public final class TableSources {
  private final PathResolver paths;
  private final Path scratch;
  private int databases;

  /**
   * Opens tables whose relative paths {@code paths} resolves. Not thread-safe.
   *
   * @param scratch a folder for what does not fit into memory; emptied by its owner
   */
  public TableSources(PathResolver paths, Path scratch) {
    this.paths = paths;
    this.scratch = scratch;
  }

  /**
   * Opens a table.
   *
   * @throws io.esmm.problem.ProblemException if it cannot be read
   */
  public TableSource open(SourceConfig source) {
    return switch (source) {
      case CsvSourceConfig csv -> new CsvSource(paths.file(csv.path()), csv);
      case JsonLinesSourceConfig json -> new JsonLinesSource(paths.file(json.path()));
      case ParquetSourceConfig parquet ->
          DuckSource.parquet(paths.file(parquet.path()), scratch, database());
      case SqlSourceConfig sql ->
          DuckSource.sql(
              sql.query(),
              sql.path() == null ? null : paths.file(sql.path()),
              paths,
              scratch,
              database());
      case AliCcpSourceConfig aliCcp ->
          throw new IllegalArgumentException("an ali-ccp source is no table");
    };
  }

  private String database() {
    return "duck-" + databases++;
  }
}
