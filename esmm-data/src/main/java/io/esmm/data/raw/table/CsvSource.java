package io.esmm.data.raw.table;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.esmm.data.config.CsvSourceConfig;
import io.esmm.data.raw.SourceFile;
import io.esmm.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of separated values. */
final class CsvSource implements TableSource {
  private static final String SEPARATORS = "\t,;|";

  private final Path path;
  private final CsvSourceConfig config;
  private final List<String> columns;

  /**
   * Reads the names of the columns.
   *
   * @throws ProblemException if the file cannot be read, is empty or has another separator
   */
  CsvSource(Path path, CsvSourceConfig config) {
    this.path = path;
    this.config = config;
    List<String> first = firstLine();
    this.columns = config.names() == null ? first : config.names();
    check(first);
  }

  private List<String> firstLine() {
    try (CsvTable table = new CsvTable(path, config, List.of(), List.of(), false)) {
      if (!table.next()) {
        throw new ProblemException(path.toString(), "the file is empty", "is it the right file?");
      }
      return table.fields();
    }
  }

  private void check(List<String> first) {
    if (first.size() == 1) {
      for (int i = 0; i < SEPARATORS.length(); i++) {
        char c = SEPARATORS.charAt(i);
        if (c != config.delimiterCharacter() && first.getFirst().indexOf(c) >= 0) {
          throw new ProblemException(
              path + ":1",
              "the first line has 1 column [" + shortened(first.getFirst()) + "]",
              "is the delimiter [" + named(c) + "]? Set delimiter in the source");
        }
      }
    }
    if (config.names() != null && first.size() != columns.size()) {
      throw new ProblemException(
          path + ":1",
          "the line has " + first.size() + " columns, names gives " + columns.size(),
          "name every column in the order of the file");
    }
    Set<String> seen = new HashSet<>();
    for (String name : columns) {
      if (!seen.add(name)) {
        throw new ProblemException(
            path + ":1",
            "column [" + name + "] stands twice",
            "rename one, or give names in the source");
      }
    }
  }

  private static String named(char c) {
    return c == '\t' ? "\\t" : String.valueOf(c);
  }

  private static String shortened(String text) {
    String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
    return shown.replace("\t", "\\t");
  }

  static CsvReader<CsvRecord> reader(SourceFile file, CsvSourceConfig config) {
    return CsvReader.builder()
        .fieldSeparator(config.delimiterCharacter())
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .detectBomHeader(true)
        .ofCsvRecord(file.content(), StandardCharsets.UTF_8);
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public @Nullable List<String> columns() {
    return columns;
  }

  @Override
  public Table open(List<String> wanted) {
    return new CsvTable(path, config, columns, wanted, config.header());
  }

  @Override
  public void close() {}
}
