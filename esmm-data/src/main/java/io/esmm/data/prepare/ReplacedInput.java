package io.esmm.data.prepare;

import io.esmm.data.config.AliCcpSourceConfig;
import io.esmm.data.config.CsvSourceConfig;
import io.esmm.data.config.DataConfig;
import io.esmm.data.config.JsonLinesSourceConfig;
import io.esmm.data.config.ParquetSourceConfig;
import io.esmm.data.config.SourceConfig;
import io.esmm.data.config.SqlSourceConfig;
import io.esmm.data.raw.ByteLines;
import io.esmm.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a file in the place of a configuration's main table. */
final class ReplacedInput {
  private static final String SKELETON = "sample_skeleton";
  private static final String COMMON = "common_features";

  private ReplacedInput() {}

  /**
   * The file as a source. It is read by the settings of the configured source if it is of the same
   * kind, else by its ending.
   */
  static SourceConfig sourceFor(Path file, DataConfig data) {
    if (!Files.isRegularFile(file)) {
      throw new ProblemException(file.toString(), "there is no such file", "check the path");
    }
    String path = file.toAbsolutePath().normalize().toString();
    String ending = ending(file);
    @Nullable SourceConfig configured = data.source();
    if (configured instanceof SqlSourceConfig sql && sql.path() != null) {
      return new SqlSourceConfig(sql.query(), path);
    }
    return switch (ending) {
      case "parquet" -> new ParquetSourceConfig(path);
      case "jsonl", "ndjson", "json" -> new JsonLinesSourceConfig(path);
      case "tsv" -> new CsvSourceConfig(path);
      default ->
          switch (configured) {
            case AliCcpSourceConfig aliCcp when !isFlat(file) ->
                new AliCcpSourceConfig(path, commonFor(file, aliCcp), aliCcp.outcomes());
            case CsvSourceConfig csv ->
                new CsvSourceConfig(
                    path, csv.delimiter(), csv.header(), csv.names(), csv.missing());
            case null, default -> new CsvSourceConfig(path);
          };
    };
  }

  /**
   * The data section for the file. A flat file for a model of the Ali-CCP format has its columns
   * named after the fields.
   */
  static DataConfig dataFor(Path file, DataConfig data) {
    if (!(data.source() instanceof AliCcpSourceConfig)
        || sourceFor(file, data) instanceof AliCcpSourceConfig) {
      return data;
    }
    return new DataConfig(
        sourceFor(file, data),
        null,
        null,
        data.separators(),
        data.key(),
        fieldOf(data.group(), data),
        null,
        null,
        data.policy(),
        null,
        null,
        null);
  }

  private static @Nullable String fieldOf(@Nullable String column, DataConfig data) {
    return data.columns().entrySet().stream()
        .filter(entry -> entry.getValue().equals(column))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(column);
  }

  /** The common features beside the file if their names match, else those of the configuration. */
  private static String commonFor(Path skeleton, AliCcpSourceConfig configured) {
    String name = Objects.requireNonNull(skeleton.getFileName()).toString();
    Path beside = skeleton.resolveSibling(name.replace(SKELETON, COMMON));
    return name.contains(SKELETON) && Files.exists(beside)
        ? beside.toAbsolutePath().normalize().toString()
        : configured.commonFeatures();
  }

  private static String ending(Path file) {
    String name = Objects.requireNonNull(file.getFileName()).toString().toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  /** Whether the first line has none of the separators of feature lists. */
  private static boolean isFlat(Path file) {
    try (ByteLines lines = ByteLines.open(file)) {
      return lines.next() && lines.text().indexOf('\u0002') < 0;
    }
  }
}
