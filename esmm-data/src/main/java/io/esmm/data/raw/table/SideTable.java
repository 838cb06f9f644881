package io.esmm.data.raw.table;

import io.esmm.data.raw.Rejection;
import io.esmm.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A side table in memory: the wanted columns of each row by its key. Immutable. */
final class SideTable {
  private final Map<String, SideRow> rows;

  private SideTable(Map<String, SideRow> rows) {
    this.rows = rows;
  }

  /**
   * Loads a table.
   *
   * @param key the column whose values name the rows; rows without it are skipped
   * @throws ProblemException if a row cannot be read or two have the same key
   */
  static SideTable load(TableSource source, String key, List<String> columns) {
    List<String> wanted = new ArrayList<>(columns);
    wanted.add(key);
    Map<String, SideRow> rows = new HashMap<>();
    try (Table table = source.open(wanted)) {
      while (table.next()) {
        @Nullable Rejection rejection = table.rejection();
        if (rejection != null) {
          throw new ProblemException(
              table.place(), rejection.toString(), "mend the row of the side table");
        }
        @Nullable String keyText = Cells.text(table.cell(columns.size()));
        if (keyText == null) {
          continue;
        }
        List<@Nullable Object> cells = new ArrayList<>(columns.size());
        for (int c = 0; c < columns.size(); c++) {
          cells.add(table.cell(c));
        }
        @Nullable SideRow earlier = rows.put(keyText, new SideRow(cells, table.place()));
        if (earlier != null) {
          throw new ProblemException(
              table.place(),
              "key [" + key + "] is [" + keyText + "] again, first at " + earlier.place(),
              "a side table has one row for each key");
        }
      }
    }
    return new SideTable(rows);
  }

  /** The row of a key, or null. */
  @Nullable SideRow row(@Nullable String key) {
    return key == null ? null : rows.get(key);
  }
}
