package io.esmm.data.raw.table;

import io.esmm.data.raw.DeepestEvent;
import io.esmm.data.raw.RawField;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawReader;
import io.esmm.data.raw.RawRow;
import io.esmm.data.raw.Rejection;
import io.esmm.field.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes two-level rows of flat ones. A row belongs to the request of the one before if the file
 * says so, or if the request columns and all request-level fields have equal cells; so no value is
 * ever lost by taking it from the first row.
 */
final class TableReader implements RawReader {
  private final Table table;
  private final List<SideJoin> joins;
  private final RawLayout layout;
  private final RawRow row;
  private final ColumnPlace[] fields;
  private final ColumnPlace[] labels;
  private final ColumnPlace[] others;
  private final ColumnPlace[] request;
  private final @Nullable ColumnPlace key;
  private final @Nullable ColumnPlace group;
  private final @Nullable ColumnPlace split;
  private final @Nullable SideRow[] joined;
  private final long[] missingJoins;

  /** Cells of the request columns and request-level fields of the current request. */
  private final @Nullable Object[] requestCells;

  private @Nullable Rejection requestRejection;
  private long splitRequests;

  TableReader(
      Table table, List<SideJoin> joins, Map<String, ColumnPlace> places, RawLayout layout) {
    this.table = table;
    this.joins = joins;
    this.layout = layout;
    this.row = new RawRow(layout.fields().size(), layout.labels().size(), layout.others().size());
    this.fields =
        layout.fields().stream().map(f -> places.get(f.column())).toArray(ColumnPlace[]::new);
    this.labels = layout.labels().stream().map(places::get).toArray(ColumnPlace[]::new);
    this.others = layout.others().stream().map(places::get).toArray(ColumnPlace[]::new);
    this.request = layout.request().stream().map(places::get).toArray(ColumnPlace[]::new);
    this.key = layout.key() == null ? null : places.get(layout.key());
    this.group = layout.group() == null ? null : places.get(layout.group());
    this.split = layout.split() == null ? null : places.get(layout.split());
    this.joined = new @Nullable SideRow[joins.size()];
    this.missingJoins = new long[joins.size()];
    this.requestCells = new @Nullable Object[request.length + fields.length];
  }

  @Override
  public boolean next() {
    if (!table.next()) {
      return false;
    }
    row.begin();
    @Nullable Rejection unreadable = table.rejection();
    if (unreadable != null) {
      row.reject(unreadable);
      return true;
    }
    join();
    if (!isSameRequest()) {
      beginRequest();
    }
    if (requestRejection != null) {
      row.reject(requestRejection);
    }
    readFields(Level.IMPRESSION);
    readLabels();
    for (int o = 0; o < others.length; o++) {
      row.other(o, Cells.text(cell(others[o])));
    }
    row.key(key == null ? null : Cells.text(cell(key)));
    row.group(group == null ? null : Cells.text(cell(group)));
    row.split(split == null ? null : Cells.text(cell(split)));
    return true;
  }

  private void join() {
    for (int j = 0; j < joined.length; j++) {
      SideJoin join = joins.get(j);
      joined[j] = join.table().row(Cells.text(table.cell(join.key())));
      if (joined[j] == null) {
        missingJoins[j]++;
      }
    }
  }

  private @Nullable Object cell(ColumnPlace place) {
    @Nullable Object cell = place.main() < 0 ? null : table.cell(place.main());
    if (cell == null && place.join() >= 0) {
      @Nullable SideRow side = joined[place.join()];
      return side == null ? null : side.cells().get(place.side());
    }
    return cell;
  }

  private boolean isSameRequest() {
    if (row.request() < 0) {
      return false;
    }
    if (table.continuesRequest()) {
      return true;
    }
    if (request.length == 0) {
      return false;
    }
    for (int c = 0; c < request.length; c++) {
      if (!Objects.equals(requestCells[c], cell(request[c]))) {
        return false;
      }
    }
    for (int f = 0; f < fields.length; f++) {
      if (level(f) == Level.REQUEST
          && !Objects.equals(requestCells[request.length + f], cell(fields[f]))) {
        splitRequests++;
        return false;
      }
    }
    return true;
  }

  private void beginRequest() {
    row.beginRequest();
    requestRejection = null;
    for (int c = 0; c < request.length; c++) {
      requestCells[c] = cell(request[c]);
    }
    for (int f = 0; f < fields.length; f++) {
      if (level(f) == Level.REQUEST) {
        requestCells[request.length + f] = cell(fields[f]);
      }
    }
    requestRejection = readFields(Level.REQUEST);
  }

  /** Reads the fields of a level; the first problem rejects the row and is returned. */
  private @Nullable Rejection readFields(Level level) {
    @Nullable Rejection first = null;
    for (int f = 0; f < fields.length; f++) {
      if (level(f) == level) {
        RawField field = layout.fields().get(f);
        @Nullable String problem = Cells.read(field, cell(fields[f]), row.value(f));
        if (problem != null && first == null) {
          first = new Rejection("field [" + field.config().name() + "] cannot be read", problem);
          row.reject(first);
        }
      }
    }
    return first;
  }

  private Level level(int field) {
    return layout.fields().get(field).config().level();
  }

  private void readLabels() {
    @Nullable DeepestEvent deepest = layout.deepest();
    if (deepest != null) {
      deepest.read(Cells.text(cell(labels[0])), row);
      return;
    }
    for (int e = 0; e < labels.length; e++) {
      if (labels[e].isNowhere()) {
        continue;
      }
      String name = layout.labels().get(e);
      @Nullable Object cell = cell(labels[e]);
      if (cell == null) {
        if (layout.labelsRequired() && !layout.openLabels().contains(name)) {
          row.reject(
              new Rejection("label [" + name + "] is missing", "label [" + name + "] is empty"));
        }
        continue;
      }
      byte label = Cells.label(cell);
      if (label < 0) {
        row.reject(
            new Rejection(
                "label [" + name + "] is not 0 or 1", "label [" + name + "] is [" + cell + "]"));
      } else {
        row.label(e, label);
      }
    }
  }

  @Override
  public RawRow row() {
    return row;
  }

  @Override
  public String place() {
    return table.place();
  }

  @Override
  public String text() {
    return table.text();
  }

  @Override
  public double fraction() {
    return table.fraction();
  }

  @Override
  public Map<String, Long> quirks() {
    Map<String, Long> quirks = new LinkedHashMap<>();
    for (int j = 0; j < missingJoins.length; j++) {
      if (missingJoins[j] > 0) {
        quirks.put("rows without a row in " + joins.get(j).name(), missingJoins[j]);
      }
    }
    if (splitRequests > 0) {
      quirks.put(
          "requests begun because a request-level field changed within equal request columns",
          splitRequests);
    }
    return quirks;
  }

  @Override
  public void close() {
    table.close();
  }
}
