package io.esmm.data.simulator;

import io.esmm.problem.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * Turns flat text into Parquet with an embedded DuckDB: typed columns, in the order of the rows. On
 * one thread, so that the same rows give the same bytes.
 */
final class ParquetCopy implements AutoCloseable {
  private static final String LIST = "bigint[]";
  private static final List<String> LOG =
      List.of(
          "sample_id bigint",
          "request bigint",
          "user bigint",
          "segment integer",
          "user_group integer",
          "gender integer",
          "age integer",
          "power integer",
          "reported_power integer",
          "occupation integer",
          "city integer",
          "scenario integer",
          "past_categories " + LIST,
          "past_shops " + LIST,
          "past_brands " + LIST,
          "past_intentions " + LIST,
          "item bigint",
          "category integer",
          "shop integer",
          "brand integer",
          "intentions " + LIST,
          "position integer",
          "impression integer",
          "click integer",
          "cart integer",
          "conversion integer",
          "hour double",
          "elapsed_hours double",
          "delay_hours double");

  private final Connection connection;
  private final Path scratch;

  private ParquetCopy(Connection connection, Path scratch) {
    this.connection = connection;
    this.scratch = scratch;
  }

  /**
   * Opens a database in memory.
   *
   * @param scratch where it may spill
   */
  static ParquetCopy open(Path scratch) {
    try {
      @SuppressWarnings("resource") // closed with this
      Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
      ParquetCopy copy = new ParquetCopy(connection, scratch);
      copy.execute("set threads = 1");
      copy.execute("set memory_limit = '1GB'");
      copy.execute("set temp_directory = " + quoted(scratch.resolve("spill")));
      copy.execute("set autoinstall_known_extensions = false");
      copy.execute("set autoload_known_extensions = false");
      return copy;
    } catch (SQLException e) {
      throw problem(scratch, e);
    }
  }

  void log(Path text, Path parquet) {
    copy(text, LOG, parquet);
  }

  void truth(Path text, Path parquet) {
    List<String> columns = new ArrayList<>(List.of("sample_id bigint"));
    for (String name : CandidateTruthLine.COLUMNS) {
      columns.add(name + (name.equals("converts") ? " integer" : " double"));
    }
    copy(text, columns, parquet);
  }

  private void copy(Path text, List<String> columns, Path parquet) {
    List<String> read = new ArrayList<>();
    List<String> typed = new ArrayList<>();
    for (String column : columns) {
      String name = column.substring(0, column.indexOf(' '));
      String type = column.substring(column.indexOf(' ') + 1);
      read.add("'" + name + "': 'varchar'");
      // An empty text is no value; an empty list is one.
      typed.add(
          type.equals(LIST)
              ? "coalesce(cast(string_split(nullif(\""
                  + name
                  + "\", ''), '|') as "
                  + LIST
                  + "), cast([] as "
                  + LIST
                  + ")) as \""
                  + name
                  + "\""
              : "cast(nullif(\"" + name + "\", '') as " + type + ") as \"" + name + "\"");
    }
    try {
      execute(
          "copy (select "
              + String.join(", ", typed)
              + " from read_csv("
              + quoted(text)
              + ", header = false, auto_detect = false, delim = ',', quote = '', escape = '', columns = {"
              + String.join(", ", read)
              + "})) to "
              + quoted(parquet)
              + " (format parquet, compression zstd)");
    } catch (SQLException e) {
      throw problem(scratch, e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String quoted(Path path) {
    return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
  }

  private static ProblemException problem(Path where, SQLException cause) {
    return new ProblemException(
        where.toString(), "Parquet cannot be written: " + cause.getMessage(), "", cause);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is in memory, and what it spilt goes with the scratch folder.
    }
  }
}
