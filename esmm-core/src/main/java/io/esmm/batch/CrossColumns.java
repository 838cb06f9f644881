package io.esmm.batch;

import io.esmm.field.Column;
import io.esmm.field.Combinations;
import io.esmm.field.CrossIds;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes the columns of a schema's crosses from the columns of their parts; preparing data and
 * scoring a request do it here. A part at request level counts for every impression of its request.
 * Not thread-safe.
 */
public final class CrossColumns {
  private final List<CrossRows> crosses = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  /** The crosses of a schema; without any, {@link #fill} does nothing. */
  public CrossColumns(FeatureSchema schema) {
    for (EncodedField.Cross cross : schema.crosses()) {
      crosses.add(new CrossRows(schema, cross));
      places.add(schema.indexOf(cross.name()));
    }
  }

  /**
   * Adds the rows that the crosses of a batch do not have yet: for each request or impression that
   * was added with its other columns.
   */
  public void fill(Batch batch) {
    for (int c = 0; c < crosses.size(); c++) {
      CrossRows rows = crosses.get(c);
      Column column = batch.column(places.get(c));
      int end = rows.level() == Level.REQUEST ? batch.requests() : batch.impressions();
      for (int row = column.rows(); row < end; row++) {
        add(rows.combine(batch, row), rows.cross().ids(), column);
      }
    }
  }

  private static void add(Combinations combined, CrossIds ids, Column out) {
    switch (out) {
      case Column.Ids c -> c.add(combined.size() == 0 ? Vocabulary.MISSING : id(combined, 0, ids));
      case Column.Bags c -> {
        for (int i = 0; i < combined.size(); i++) {
          c.add(id(combined, i, ids), combined.weight(i));
        }
        c.endRow();
      }
      case Column.Numbers c -> throw new IllegalStateException("a cross has ids");
    }
  }

  private static int id(Combinations combined, int i, CrossIds ids) {
    long combination = combined.combination(i);
    return combination == Combinations.UNKNOWN ? Vocabulary.UNKNOWN : ids.id(combination);
  }
}
