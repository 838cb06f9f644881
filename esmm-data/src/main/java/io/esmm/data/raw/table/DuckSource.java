package io.esmm.data.raw.table;

import io.esmm.data.raw.PathResolver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A relation of the embedded DuckDB: a Parquet file, or the result of a query, which is run once.
 */
final class DuckSource implements TableSource {
  private final String name;
  private final DuckSession session;
  private final String relation;
  private final List<String> columns;
  private final long rows;

  private DuckSource(String name, DuckSession session, String relation) throws SQLException {
    this.name = name;
    this.session = session;
    this.relation = relation;
    this.columns = describe();
    this.rows = count();
  }

  /**
   * A Parquet file.
   *
   * @throws io.esmm.problem.ProblemException if it cannot be read
   */
  static DuckSource parquet(Path file, Path scratch, String database) {
    DuckSession session = DuckSession.open(scratch, database, scratch);
    try {
      return new DuckSource(
          file.toString(),
          session,
          "read_parquet(" + DuckSession.quoted(file.toAbsolutePath().toString()) + ")");
    } catch (SQLException e) {
      session.close();
      throw DuckSession.problem(file.toString(), "the Parquet file cannot be read", e);
    }
  }

  /**
   * The result of a query, kept in the scratch folder: reading it twice costs no second run and
   * gives the same rows in the same order.
   *
   * @param input the file that the query knows as {@code input}, or null
   * @throws io.esmm.problem.ProblemException if the query fails
   */
  static DuckSource sql(
      String query, @Nullable Path input, PathResolver paths, Path scratch, String database) {
    DuckSession session = DuckSession.open(scratch, database, paths.folder());
    try {
      if (input != null) {
        String file = DuckSession.quoted(input.toAbsolutePath().toString());
        session.execute("create view input as select * from " + file);
      }
      String select = paths.expand(query).strip().replaceAll(";+$", "");
      session.execute("create table query_result as (\n" + select + "\n)");
      return new DuckSource("the SQL query", session, "query_result");
    } catch (SQLException e) {
      session.close();
      throw DuckSession.problem("#/data/source/query", "the query failed", e);
    }
  }

  private List<String> describe() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = session.another();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("describe select * from " + relation)) {
      while (result.next()) {
        names.add(result.getString(1));
      }
    }
    return List.copyOf(names);
  }

  private long count() throws SQLException {
    try (Connection connection = session.another();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select count(*) from " + relation)) {
      result.next();
      return result.getLong(1);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable List<String> columns() {
    return columns;
  }

  @Override
  public Table open(List<String> wanted) {
    String list =
        wanted.isEmpty()
            ? "1"
            : wanted.stream().map(DuckSession::identifier).collect(Collectors.joining(", "));
    try {
      return new DuckTable(
          name, session.another(), "select " + list + " from " + relation, wanted, rows);
    } catch (SQLException e) {
      throw DuckSession.problem(name, "the rows cannot be read", e);
    }
  }

  @Override
  public long countRows() {
    return rows;
  }

  @Override
  public void close() {
    session.close();
  }
}
