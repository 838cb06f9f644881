package io.esmm.data.raw.table;

import io.esmm.data.config.JoinConfig;
import io.esmm.data.raw.RawField;
import io.esmm.data.raw.RawInput;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawReader;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A main table with its side tables as raw rows. A column that both have is the main table's; where
 * its cell is missing, the side table's counts.
 */
public final class TableInput implements RawInput {
  private final TableSource main;
  private final RawLayout layout;
  private final List<String> mainColumns;
  private final List<SideJoin> joins;
  private final Map<String, ColumnPlace> places;

  private TableInput(
      TableSource main,
      RawLayout layout,
      List<String> mainColumns,
      List<SideJoin> joins,
      Map<String, ColumnPlace> places) {
    this.main = main;
    this.layout = layout;
    this.mainColumns = mainColumns;
    this.joins = joins;
    this.places = places;
  }

  /**
   * A side table to join.
   *
   * @param config its keys and columns
   * @param source the table itself
   */
  public record Side(JoinConfig config, TableSource source) {}

  /**
   * Finds every wanted column and loads the side tables, which are closed afterwards; the main
   * table is closed with the input.
   *
   * @throws ProblemException if a column is nowhere, or a side table cannot be read
   */
  public static TableInput of(TableSource main, List<Side> sides, RawLayout layout) {
    Set<String> wanted = wanted(layout);
    List<Problem> problems = new ArrayList<>();
    Map<String, ColumnPlace> places = new LinkedHashMap<>();
    List<String> mainColumns = new ArrayList<>();
    List<List<String>> sideColumns = new ArrayList<>();
    sides.forEach(side -> sideColumns.add(new ArrayList<>()));
    for (String column : wanted) {
      places.put(column, place(column, main, sides, mainColumns, sideColumns));
    }
    for (int s = 0; s < sides.size(); s++) {
      String key = sides.get(s).config().key();
      if (!mainColumns.contains(key)) {
        if (has(main, key)) {
          mainColumns.add(key);
        } else {
          problems.add(missing("#/data/joins/" + s + "/key", key, main, main.columns()));
        }
      }
    }
    for (Map.Entry<String, ColumnPlace> entry : places.entrySet()) {
      if (entry.getValue().isNowhere() && isNeeded(entry.getKey(), layout)) {
        problems.add(
            missing(use(entry.getKey(), layout), entry.getKey(), main, known(main, sides)));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    List<SideJoin> joins = new ArrayList<>();
    for (int s = 0; s < sides.size(); s++) {
      Side side = sides.get(s);
      JoinConfig config = side.config();
      joins.add(
          new SideJoin(
              side.source().name(),
              mainColumns.indexOf(config.key()),
              SideTable.load(side.source(), config.sideKeyOrSame(), sideColumns.get(s))));
    }
    return new TableInput(main, layout, mainColumns, joins, places);
  }

  private static Set<String> wanted(RawLayout layout) {
    Set<String> wanted = new LinkedHashSet<>();
    for (RawField field : layout.fields()) {
      wanted.add(field.column());
    }
    wanted.addAll(layout.labels());
    wanted.addAll(layout.others());
    wanted.addAll(layout.request());
    addIfPresent(wanted, layout.key());
    addIfPresent(wanted, layout.group());
    addIfPresent(wanted, layout.split());
    return wanted;
  }

  private static void addIfPresent(Set<String> wanted, @Nullable String column) {
    if (column != null) {
      wanted.add(column);
    }
  }

  /** Takes the column from every table that has it. */
  private static ColumnPlace place(
      String column,
      TableSource main,
      List<Side> sides,
      List<String> mainColumns,
      List<List<String>> sideColumns) {
    int inMain = -1;
    if (has(main, column)) {
      inMain = mainColumns.size();
      mainColumns.add(column);
    }
    for (int s = 0; s < sides.size(); s++) {
      JoinConfig config = sides.get(s).config();
      boolean offered =
          config.columns() == null
              ? has(sides.get(s).source(), column) && !column.equals(config.sideKeyOrSame())
              : config.columns().contains(column);
      if (offered) {
        sideColumns.get(s).add(column);
        return new ColumnPlace(inMain, s, sideColumns.get(s).size() - 1);
      }
    }
    return new ColumnPlace(inMain, -1, -1);
  }

  private static boolean has(TableSource source, String column) {
    @Nullable List<String> columns = source.columns();
    return columns == null || columns.contains(column);
  }

  /** Scoring does without labels, group and split. */
  private static boolean isNeeded(String column, RawLayout layout) {
    return layout.labelsRequired()
        || layout.fields().stream().anyMatch(f -> f.column().equals(column))
        || column.equals(layout.key())
        || layout.request().contains(column);
  }

  private static String use(String column, RawLayout layout) {
    for (RawField field : layout.fields()) {
      if (field.column().equals(column)) {
        return "#/fields: field [" + field.config().name() + "]";
      }
    }
    if (layout.labels().contains(column)) {
      return "#/funnel: label";
    }
    if (layout.others().contains(column)) {
      return "window or condition";
    }
    if (column.equals(layout.key())) {
      return layout.labelsRequired() ? "#/data/key" : "key";
    }
    if (column.equals(layout.group())) {
      return "#/data/group";
    }
    return column.equals(layout.split()) ? "#/data/split/column" : "#/data/request";
  }

  private static List<String> known(TableSource main, List<Side> sides) {
    Set<String> known = new LinkedHashSet<>();
    @Nullable List<String> columns = main.columns();
    if (columns != null) {
      known.addAll(columns);
    }
    for (Side side : sides) {
      @Nullable List<String> offered =
          side.config().columns() == null ? side.source().columns() : side.config().columns();
      if (offered != null) {
        known.addAll(offered);
      }
    }
    return List.copyOf(known);
  }

  private static Problem missing(
      String use, String column, TableSource main, @Nullable List<String> known) {
    return new Problem(
        use,
        "there is no column [" + column + "] in " + main.name(),
        Suggestion.remedy(column, known == null ? List.of() : known));
  }

  @Override
  public String name() {
    return main.name();
  }

  @Override
  public RawReader open() {
    return new TableReader(main.open(mainColumns), joins, places, layout);
  }

  @Override
  public long countRows() {
    long known = main.countRows();
    return known >= 0 ? known : RawInput.super.countRows();
  }

  @Override
  public void close() {
    main.close();
  }
}
