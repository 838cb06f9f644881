package io.esmm.data.prepare;

import io.esmm.data.config.FilesSplitConfig;
import io.esmm.data.config.HashSplitConfig;
import io.esmm.data.config.ShareSplitConfig;
import io.esmm.data.config.SplitConfig;
import io.esmm.data.config.TimeSplitConfig;
import io.esmm.data.raw.RawRow;
import io.esmm.data.raw.Rejection;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a row is for, by the row and its place in the file alone: it decides the same in
 * both passes. Rows are given in order, each once. Not thread-safe.
 */
interface Splitter {

  /** Why nothing can be decided for the row, or null. */
  default @Nullable Rejection problem(RawRow row) {
    return null;
  }

  /**
   * The row's split.
   *
   * @param number of the row in the file, from 0, rejected rows included
   */
  Split of(RawRow row, long number);

  /** Whether a row may be one to train on. */
  default boolean mayTrain() {
    return true;
  }

  /** All rows are for the same. */
  static Splitter all(Split split) {
    return new All(split);
  }

  /**
   * One split for all rows.
   *
   * @param split what they are for
   */
  record All(Split split) implements Splitter {
    @Override
    public Split of(RawRow row, long number) {
      return split;
    }

    @Override
    public boolean mayTrain() {
      return split == Split.TRAIN;
    }
  }

  /**
   * The splitter of a configuration, for the main source.
   *
   * @param rows counts the source's rows, if that has to be known
   */
  static Splitter of(@Nullable SplitConfig config, LongSupplier rows) {
    return switch (config) {
      case null -> all(Split.TRAIN);
      case FilesSplitConfig files -> all(Split.TRAIN);
      case TimeSplitConfig time -> new TimeSplitter(time);
      case ShareSplitConfig share -> new ShareSplitter(share, rows.getAsLong());
      case HashSplitConfig hash -> new HashSplitter(hash);
    };
  }
}
