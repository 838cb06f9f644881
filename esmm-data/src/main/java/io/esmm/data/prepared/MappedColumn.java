package io.esmm.data.prepared;

import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.Pooling;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** One field's rows in mapped files. Thread-safe. */
sealed interface MappedColumn {
  ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
  ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Appends rows to an empty column of the same kind. */
  void read(RowRuns runs, Column out);

  /**
   * Looks at every row.
   *
   * @return what is wrong with the first bad one, or null
   */
  @Nullable String problem();

  /**
   * Maps the files of a field.
   *
   * @param rows requests or impressions, as the field's level says
   * @param bagIds the ids in all rows, if these are bags
   */
  static MappedColumn of(
      MappedFolder mapping, int place, EncodedField field, long rows, long bagIds) {
    return switch (field) {
      case EncodedField.Number f ->
          new Numbers(mapping.map(ColumnFileNames.numbers(place), rows, FLOAT));
      case EncodedField.Categorical f -> ids(mapping, place, f, rows);
      case EncodedField.Bucketized f -> ids(mapping, place, f, rows);
      case EncodedField.Bag f ->
          bags(mapping, place, f, rows, bagIds, f.config().pooling() == Pooling.WEIGHTED);
      case EncodedField.Sequence f -> bags(mapping, place, f, rows, bagIds, false);
      case EncodedField.Cross f when f.isBag() ->
          bags(mapping, place, f, rows, bagIds, f.config().pooling() == Pooling.WEIGHTED);
      case EncodedField.Cross f -> ids(mapping, place, f, rows);
    };
  }

  private static Ids ids(MappedFolder mapping, int place, EncodedField.Embedded field, long rows) {
    return new Ids(mapping.map(ColumnFileNames.ids(place), rows, INT), field.tableRows());
  }

  private static Bags bags(
      MappedFolder mapping,
      int place,
      EncodedField.Embedded field,
      long rows,
      long bagIds,
      boolean weighted) {
    return new Bags(
        mapping.map(ColumnFileNames.offsets(place), rows + 1, LONG),
        mapping.map(ColumnFileNames.ids(place), bagIds, INT),
        weighted ? mapping.map(ColumnFileNames.weights(place), bagIds, FLOAT) : null,
        field.tableRows());
  }

  /** One id per row. */
  record Ids(MemorySegment ids, int tableRows) implements MappedColumn {
    @Override
    public void read(RowRuns runs, Column out) {
      Column.Ids column = (Column.Ids) out;
      int at = column.extend(runs.rows());
      runs.copyInts(ids, column.ids(), at);
    }

    @Override
    public @Nullable String problem() {
      return ContentCheck.ids(ids, tableRows);
    }
  }

  /** One number per row. */
  record Numbers(MemorySegment numbers) implements MappedColumn {
    @Override
    public void read(RowRuns runs, Column out) {
      Column.Numbers column = (Column.Numbers) out;
      int at = column.extend(runs.rows());
      runs.copyFloats(numbers, column.values(), at);
    }

    @Override
    public @Nullable String problem() {
      return ContentCheck.numbers(numbers);
    }
  }

  /** Any number of ids per row; row r's stand at [offsets[r], offsets[r + 1]). */
  record Bags(
      MemorySegment offsets, MemorySegment ids, @Nullable MemorySegment weights, int tableRows)
      implements MappedColumn {
    @Override
    public void read(RowRuns runs, Column out) {
      Column.Bags column = (Column.Bags) out;
      for (int run = 0; run < runs.runs(); run++) {
        readRun(runs.start(run), runs.length(run), column);
      }
    }

    /** The ids of consecutive rows stand together, so they are copied as a whole. */
    private void readRun(long row, int rows, Column.Bags out) {
      long start = offsets.get(LONG, row * Long.BYTES);
      long end = offsets.get(LONG, (row + rows) * Long.BYTES);
      int size = Math.toIntExact(end - start);
      int at = out.extend(size);
      MemorySegment.copy(ids, INT, start * Integer.BYTES, out.ids(), at, size);
      if (weights != null && out.weighted()) {
        MemorySegment.copy(weights, FLOAT, start * Float.BYTES, out.weights(), at, size);
      }
      int first = out.extendRows(rows);
      int[] ends = out.offsets();
      for (int i = 1; i <= rows; i++) {
        ends[first + i] = at + (int) (offsets.get(LONG, (row + i) * Long.BYTES) - start);
      }
    }

    @Override
    public @Nullable String problem() {
      String problem = ContentCheck.offsets(offsets, 0, ids.byteSize() / Integer.BYTES);
      if (problem == null) {
        problem = ContentCheck.ids(ids, tableRows);
      }
      if (problem == null && weights != null) {
        problem = ContentCheck.numbers(weights);
      }
      return problem;
    }
  }
}
