package io.esmm.data.prepare;

import io.esmm.data.config.HashSplitConfig;
import io.esmm.data.raw.RawRow;
import io.esmm.data.raw.Rejection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Each value of a column is in one split, chosen by its hash. */
final class HashSplitter implements Splitter {
  private final HashSplitConfig config;
  private final double validation;

  HashSplitter(HashSplitConfig config) {
    this.config = config;
    this.validation = config.validation() == null ? 0 : config.validation();
  }

  @Override
  public @Nullable Rejection problem(RawRow row) {
    return row.split() == null
        ? new Rejection(
            "split column [" + config.column() + "] is missing",
            "column [" + config.column() + "] is empty")
        : null;
  }

  @Override
  public Split of(RawRow row, long number) {
    double place = TextHash.unit(Objects.requireNonNull(row.split()));
    if (place < config.test()) {
      return Split.TEST;
    }
    return place < config.test() + validation ? Split.VALIDATION : Split.TRAIN;
  }
}
