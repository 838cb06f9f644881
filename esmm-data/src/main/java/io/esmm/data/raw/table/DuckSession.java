package io.esmm.data.raw.table;

import io.esmm.problem.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * An embedded DuckDB of its own: bounded in memory, spilling into the scratch folder, without any
 * extension from the network. Its tables are in a file of the scratch folder.
 */
final class DuckSession implements AutoCloseable {
  private static final String MEMORY = "1GB";
  private static final int LONGEST_MESSAGE = 400;

  private final DuckDBConnection connection;

  private DuckSession(DuckDBConnection connection) {
    this.connection = connection;
  }

  /**
   * Opens a database.
   *
   * @param name of its file in the scratch folder
   * @param folder where relative file names in queries are looked up
   */
  static DuckSession open(Path scratch, String name, Path folder) {
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    try {
      DuckDBConnection connection =
          DuckDBConnection.newConnection("jdbc:duckdb:" + scratch.resolve(name), false, properties);
      DuckSession session = new DuckSession(connection);
      session.execute("set memory_limit = '" + MEMORY + "'");
      session.execute(
          "set temp_directory = " + quoted(scratch.resolve(name + "-spill").toString()));
      session.execute("set autoinstall_known_extensions = false");
      session.execute("set autoload_known_extensions = false");
      session.execute("set allow_community_extensions = false");
      session.execute(
          "set file_search_path = " + quoted(folder.toAbsolutePath().normalize().toString()));
      session.execute("set lock_configuration = true");
      return session;
    } catch (Exception e) {
      throw problem(scratch.toString(), "the embedded database cannot be opened", e);
    }
  }

  /** A text as SQL writes it. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A name as SQL writes it. */
  static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A further connection to the same database, for a result that is read while others are. */
  Connection another() throws SQLException {
    return connection.duplicate();
  }

  /** DuckDB's words in one line. */
  static ProblemException problem(String where, String failed, Exception cause) {
    String message = String.valueOf(cause.getMessage());
    int context = message.indexOf("\nLINE ");
    String words = (context < 0 ? message : message.substring(0, context)).strip();
    words = words.replaceAll("\\s+", " ");
    if (words.length() > LONGEST_MESSAGE) {
      words = words.substring(0, LONGEST_MESSAGE) + "...";
    }
    return new ProblemException(where, failed + ": " + words, "", cause);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // The scratch folder is removed as a whole.
    }
  }
}
