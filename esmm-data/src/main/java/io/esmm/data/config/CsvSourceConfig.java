package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of separated values, plain or gzip. */
public record CsvSourceConfig(
    @JsonPropertyDescription("the file, plain or gzip") String path,
    @JsonPropertyDescription("character between columns; default: a tab for .tsv, else a comma")
        @Nullable String delimiter,
    @JsonPropertyDescription(
            "whether the first line names the columns; default: true without names")
        Boolean header,
    @JsonPropertyDescription("names of the columns, for a file without a header or instead of it")
        @Nullable List<String> names,
    @JsonPropertyDescription(
            "texts that mean a missing value; default: empty, NULL, null, \\N, NaN, nan")
        List<String> missing)
    implements SourceConfig {
  private static final List<String> MISSING = List.of("", "NULL", "null", "\\N", "NaN", "nan");

  /**
   * Null stands for the default.
   *
   * @throws IllegalArgumentException if the path is blank, the delimiter is not one character, or
   *     there is neither a header nor names
   */
  public CsvSourceConfig(
      String path,
      @Nullable String delimiter,
      @Nullable Boolean header,
      @Nullable List<String> names,
      @Nullable List<String> missing) {
    ConfigRules.requireText("path", path);
    if (delimiter != null && delimiter.length() != 1) {
      throw new IllegalArgumentException("delimiter [" + delimiter + "] must be one character");
    }
    this.path = path;
    this.delimiter = delimiter;
    this.names = names == null ? null : List.copyOf(names);
    this.header = header == null ? Boolean.valueOf(names == null) : header;
    this.missing = missing == null ? MISSING : List.copyOf(missing);
    if (!this.header && names == null) {
      throw new IllegalArgumentException("header [false] needs the columns' names; give names");
    }
  }

  /** With a header and the defaults. */
  public CsvSourceConfig(String path) {
    this(path, null, null, null, null);
  }

  /** The delimiter, by the path's ending if none is given. */
  public char delimiterCharacter() {
    if (delimiter != null) {
      return delimiter.charAt(0);
    }
    return path.endsWith(".tsv") || path.endsWith(".tsv.gz") ? '\t' : ',';
  }
}
