package io.esmm.data.prepared;

import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.Pooling;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.OutputFile;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one field, appended as they come. */
sealed interface ColumnWriter {

  /** Appends all rows of the field's column in a batch. */
  void append(Column column);

  /** Completes the files and returns the ids in all bags, 0 if these are none. */
  long finish();

  static ColumnWriter of(AtomicFolder folder, int place, EncodedField field) {
    return switch (field) {
      case EncodedField.Number f -> new Numbers(folder, place, f);
      case EncodedField.Categorical f -> new Ids(folder, place, f);
      case EncodedField.Bucketized f -> new Ids(folder, place, f);
      case EncodedField.Bag f ->
          new Bags(folder, place, f, f.config().pooling() == Pooling.WEIGHTED);
      case EncodedField.Sequence f -> new Bags(folder, place, f, false);
      case EncodedField.Cross f when f.isBag() ->
          new Bags(folder, place, f, f.config().pooling() == Pooling.WEIGHTED);
      case EncodedField.Cross f -> new Ids(folder, place, f);
    };
  }

  private static OutputFile file(AtomicFolder folder, String name) {
    return folder.newFile(name, ChecksumKind.CRC32C);
  }

  /** Refuses ids outside the field's table: no trainer could look them up. */
  private static void check(EncodedField.Embedded field, int[] ids, int count) {
    int rows = field.tableRows();
    for (int i = 0; i < count; i++) {
      if (Integer.compareUnsigned(ids[i], rows) >= 0) {
        throw new IllegalArgumentException(
            "field [" + field.name() + "] has the id " + ids[i] + ", its table " + rows + " rows");
      }
    }
  }

  /** Refuses numbers that would turn a whole model into NaN. */
  private static void check(EncodedField field, float[] numbers, int count) {
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new IllegalArgumentException(
            "field [" + field.name() + "] has the number " + numbers[i]);
      }
    }
  }

  /** One id per row. */
  final class Ids implements ColumnWriter {
    private final EncodedField.Embedded field;
    private final OutputFile ids;

    Ids(AtomicFolder folder, int place, EncodedField.Embedded field) {
      this.field = field;
      this.ids = file(folder, ColumnFileNames.ids(place));
    }

    @Override
    public void append(Column column) {
      Column.Ids source = (Column.Ids) column;
      check(field, source.ids(), source.rows());
      ids.writeInts(source.ids(), 0, source.rows());
    }

    @Override
    public long finish() {
      ids.close();
      return 0;
    }
  }

  /** One number per row. */
  final class Numbers implements ColumnWriter {
    private final EncodedField.Number field;
    private final OutputFile numbers;

    Numbers(AtomicFolder folder, int place, EncodedField.Number field) {
      this.field = field;
      this.numbers = file(folder, ColumnFileNames.numbers(place));
    }

    @Override
    public void append(Column column) {
      Column.Numbers source = (Column.Numbers) column;
      check(field, source.values(), source.rows());
      numbers.writeFloats(source.values(), 0, source.rows());
    }

    @Override
    public long finish() {
      numbers.close();
      return 0;
    }
  }

  /**
   * Any number of ids per row: where each row ends, the ids, and their weights if there are any.
   */
  final class Bags implements ColumnWriter {
    private final EncodedField.Embedded field;
    private final OutputFile offsets;
    private final OutputFile ids;
    private final @Nullable OutputFile weights;
    private long size;

    Bags(AtomicFolder folder, int place, EncodedField.Embedded field, boolean weighted) {
      this.field = field;
      this.offsets = file(folder, ColumnFileNames.offsets(place));
      this.ids = file(folder, ColumnFileNames.ids(place));
      this.weights = weighted ? file(folder, ColumnFileNames.weights(place)) : null;
      offsets.writeLong(0);
    }

    @Override
    public void append(Column column) {
      Column.Bags source = (Column.Bags) column;
      check(field, source.ids(), source.size());
      for (int row = 1; row <= source.rows(); row++) {
        offsets.writeLong(size + source.offsets()[row]);
      }
      ids.writeInts(source.ids(), 0, source.size());
      if (weights != null) {
        check(field, source.weights(), source.size());
        weights.writeFloats(source.weights(), 0, source.size());
      }
      size += source.size();
    }

    @Override
    public long finish() {
      offsets.close();
      ids.close();
      if (weights != null) {
        weights.close();
      }
      return size;
    }
  }
}
