package io.esmm.objective;

import io.esmm.batch.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a number of the rows stands in batches, found by the name of its column. */
final class NumberColumn {
  private final String name;
  private @Nullable List<String> found;
  private int place;

  NumberColumn(String name) {
    this.name = name;
  }

  /** Finds the column of a batch, unless it is that of the last one. */
  void find(Batch batch) {
    if (batch.numbers() == found) {
      return;
    }
    place = batch.numbers().indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException(
          "the batch has no number [" + name + "], only " + batch.numbers());
    }
    found = batch.numbers();
  }

  /** The number of a row of the batch that was found last. */
  double of(Batch batch, int row) {
    return batch.number(place)[row];
  }
}
