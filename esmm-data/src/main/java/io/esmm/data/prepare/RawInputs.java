package io.esmm.data.prepare;

import io.esmm.data.config.AliCcpSourceConfig;
import io.esmm.data.config.CsvSourceConfig;
import io.esmm.data.config.DataConfig;
import io.esmm.data.config.JoinConfig;
import io.esmm.data.config.JsonLinesSourceConfig;
import io.esmm.data.config.ParquetSourceConfig;
import io.esmm.data.config.SourceConfig;
import io.esmm.data.config.SqlSourceConfig;
import io.esmm.data.raw.PathResolver;
import io.esmm.data.raw.RawInput;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.aliccp.AliCcpInput;
import io.esmm.data.raw.table.TableInput;
import io.esmm.data.raw.table.TableSource;
import io.esmm.data.raw.table.TableSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens a source with its side tables as raw rows. */
final class RawInputs {
  private final PathResolver paths;
  private final Path scratch;
  private final TableSources tables;

  RawInputs(PathResolver paths, Path scratch) {
    this.paths = paths;
    this.scratch = scratch;
    this.tables = new TableSources(paths, scratch);
  }

  /**
   * Opens a source.
   *
   * @param data its joins are used
   */
  RawInput open(SourceConfig source, DataConfig data, RawLayout layout) {
    return switch (source) {
      case AliCcpSourceConfig aliCcp ->
          AliCcpInput.open(
              paths.file(aliCcp.skeleton()),
              paths.file(aliCcp.commonFeatures()),
              aliCcp.outcomes(),
              layout,
              scratch);
      case CsvSourceConfig csv -> table(csv, data, layout);
      case ParquetSourceConfig parquet -> table(parquet, data, layout);
      case JsonLinesSourceConfig json -> table(json, data, layout);
      case SqlSourceConfig sql -> table(sql, data, layout);
    };
  }

  private RawInput table(SourceConfig source, DataConfig data, RawLayout layout) {
    List<TableInput.Side> sides = new ArrayList<>();
    TableSource main = tables.open(source);
    boolean done = false;
    try {
      for (JoinConfig join : data.joins()) {
        sides.add(new TableInput.Side(join, tables.open(join.source())));
      }
      RawInput input = TableInput.of(main, sides, layout);
      done = true;
      return input;
    } finally {
      sides.forEach(side -> side.source().close());
      if (!done) {
        main.close();
      }
    }
  }
}
