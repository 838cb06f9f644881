package io.esmm.data.raw.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.esmm.data.config.CsvSourceConfig;
import io.esmm.data.raw.Rejection;
import io.esmm.data.raw.SourceFile;
import io.esmm.problem.ProblemException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a file of separated values. */
final class CsvTable implements Table {
  private final Path path;
  private final SourceFile file;
  private final CloseableIterator<CsvRecord> records;
  private final int width;
  private final int[] wanted;
  private final Set<String> missing;
  private final String delimiter;
  private @Nullable CsvRecord row;
  private @Nullable Rejection rejection;
  private long line;

  /**
   * @param columns the names of all columns; empty if they are not known yet
   * @param wanted the names of those to read
   * @param header whether the first line is no row
   */
  CsvTable(
      Path path,
      CsvSourceConfig config,
      List<String> columns,
      List<String> wanted,
      boolean header) {
    this.path = path;
    this.width = columns.size();
    this.wanted = wanted.stream().mapToInt(columns::indexOf).toArray();
    this.missing = new HashSet<>(config.missing());
    this.delimiter = String.valueOf(config.delimiterCharacter());
    this.file = SourceFile.open(path);
    this.records = CsvSource.reader(file, config).iterator();
    if (header) {
      next();
    }
  }

  @Override
  public boolean next() {
    rejection = null;
    try {
      if (!records.hasNext()) {
        return false;
      }
      CsvRecord record = records.next();
      row = record;
      line = record.getStartingLineNumber();
      if (width > 0 && record.getFieldCount() != width) {
        rejection =
            new Rejection(
                "wrong number of columns",
                "the row has " + record.getFieldCount() + " columns, the first line " + width);
      }
      return true;
    } catch (UncheckedIOException e) {
      throw file.problem(path + ":" + (line + 1), Objects.requireNonNull(e.getCause()));
    } catch (CsvParseException e) {
      throw new ProblemException(
          path + ":" + (line + 1),
          "the row cannot be read: " + rootMessage(e),
          "is a quote never closed?",
          e);
    }
  }

  private static @Nullable String rootMessage(Throwable e) {
    return e.getCause() == null ? e.getMessage() : rootMessage(e.getCause());
  }

  /** All fields of the row. */
  List<String> fields() {
    return current().getFields();
  }

  private CsvRecord current() {
    return Objects.requireNonNull(row);
  }

  @Override
  public @Nullable Object cell(int column) {
    String text = current().getField(wanted[column]);
    return missing.contains(text) ? null : text;
  }

  @Override
  public @Nullable Rejection rejection() {
    return rejection;
  }

  @Override
  public boolean continuesRequest() {
    return false;
  }

  @Override
  public String place() {
    return path + ":" + line;
  }

  @Override
  public String text() {
    return String.join(delimiter, fields());
  }

  @Override
  public double fraction() {
    return file.fraction();
  }

  @Override
  public void close() {
    file.close();
  }
}
