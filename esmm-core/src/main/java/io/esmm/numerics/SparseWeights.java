package io.esmm.numerics;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sums of single weights, in plain code: fetching one float here and one there is all the work, and
 * vectors would not help.
 */
final class SparseWeights {
  private SparseWeights() {}

  /** y[i] += weights[ids[first + i]]. */
  static void add(Matrix weights, int[] ids, int first, Matrix y) {
    float[] w = weights.floats();
    float[] out = y.floats();
    int stride = weights.stride();
    for (int i = 0; i < y.rows(); i++) {
      int id = Objects.checkIndex(ids[first + i], weights.rows());
      out[y.rowStart(i)] += w[weights.offset() + id * stride];
    }
  }

  /** y[i] += the sum of coefficients[j] * weights[ids[j]] over the ids of row first + i. */
  static void addBags(
      Matrix weights,
      int[] offsets,
      int[] ids,
      float @Nullable [] coefficients,
      int first,
      Matrix y) {
    float[] w = weights.floats();
    int stride = weights.stride();
    for (int i = 0; i < y.rows(); i++) {
      float sum = 0;
      for (int j = offsets[first + i]; j < offsets[first + i + 1]; j++) {
        int id = Objects.checkIndex(ids[j], weights.rows());
        float weight = w[weights.offset() + id * stride];
        sum += coefficients == null ? weight : coefficients[j] * weight;
      }
      y.floats()[y.rowStart(i)] += sum;
    }
  }
}
