package io.esmm.graph.op;

import io.esmm.field.Column;
import io.esmm.field.Pooling;
import org.jspecify.annotations.Nullable;

/** What each id of a bag counts in its row. Buffers grow and are reused; not thread-safe. */
final class PoolingCoefficients {
  private final @Nullable Pooling pooling;
  private float[] means = new float[0];

  /**
   * @param pooling null if every id counts 1
   */
  PoolingCoefficients(@Nullable Pooling pooling) {
    this.pooling = pooling;
  }

  /** The coefficients of the ids in the rows [first, first + rows); null if all of them are 1. */
  float @Nullable [] of(Column.Bags bags, int first, int rows) {
    if (pooling == null) {
      return null;
    }
    return switch (pooling) {
      case SUM -> null;
      case WEIGHTED -> bags.weights();
      case MEAN -> means(bags, first, rows);
    };
  }

  private float[] means(Column.Bags bags, int first, int rows) {
    if (means.length < bags.size()) {
      means = new float[Math.max(bags.size(), 2 * means.length)];
    }
    int[] offsets = bags.offsets();
    for (int r = first; r < first + rows; r++) {
      int count = offsets[r + 1] - offsets[r];
      for (int j = offsets[r]; j < offsets[r + 1]; j++) {
        means[j] = Pool.meanCoefficient(count);
      }
    }
    return means;
  }
}
