package io.esmm.data.raw.table;

import io.esmm.data.raw.Rejection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a DuckDB relation, streamed. */
final class DuckTable implements Table {
  private final String name;
  private final Connection connection;
  private final Statement statement;
  private final ResultSet result;
  private final List<String> wanted;
  private final long rows;
  private final @Nullable Object[] cells;
  private long row;

  DuckTable(String name, Connection connection, String query, List<String> wanted, long rows)
      throws SQLException {
    this.name = name;
    this.connection = connection;
    this.wanted = wanted;
    this.rows = rows;
    this.cells = new @Nullable Object[wanted.size()];
    try {
      this.statement = connection.createStatement();
      this.result = statement.executeQuery(query);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public boolean next() {
    try {
      if (!result.next()) {
        return false;
      }
      row++;
      for (int c = 0; c < cells.length; c++) {
        cells[c] = cell(result.getObject(c + 1), c);
      }
      return true;
    } catch (SQLException e) {
      throw DuckSession.problem(place(), "the rows cannot be read", e);
    }
  }

  /** A cell of the types that {@link Table} promises. */
  private @Nullable Object cell(@Nullable Object value, int column) throws SQLException {
    return switch (value) {
      case java.sql.Timestamp t -> result.getString(column + 1);
      case null -> null;
      default -> plain(value);
    };
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case String s -> s;
      case Long n -> n;
      case Integer n -> (long) n;
      case Short n -> (long) n;
      case Byte n -> (long) n;
      case Double d -> d;
      case Float f -> Double.parseDouble(f.toString());
      case Boolean b -> b;
      case BigInteger n -> n.bitLength() < 64 ? (Object) n.longValue() : n.toString();
      case BigDecimal n -> n.doubleValue();
      case Array array -> list(array);
      case Map<?, ?> map -> map(map);
      case Struct struct -> struct.toString();
      default -> value.toString();
    };
  }

  private static List<@Nullable Object> list(Array array) throws SQLException {
    Object[] elements = (Object[]) array.getArray();
    List<@Nullable Object> list = new ArrayList<>(elements.length);
    for (Object element : elements) {
      list.add(plain(element));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> map) throws SQLException {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      plain.put(String.valueOf(plain(entry.getKey())), plain(entry.getValue()));
    }
    return plain;
  }

  @Override
  public @Nullable Object cell(int column) {
    return cells[column];
  }

  @Override
  public @Nullable Rejection rejection() {
    return null;
  }

  @Override
  public boolean continuesRequest() {
    return false;
  }

  @Override
  public String place() {
    return name + ":" + row;
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < cells.length; c++) {
      text.append(c == 0 ? "" : ", ").append(wanted.get(c)).append('=').append(cells[c]);
    }
    return text.toString();
  }

  @Override
  public double fraction() {
    return rows == 0 ? 1 : (double) row / rows;
  }

  @Override
  public void close() {
    try (connection;
        statement) {
      result.close();
    } catch (SQLException e) {
      // It was only read.
    }
  }
}
