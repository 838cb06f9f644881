package io.esmm.graph;

import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import org.jspecify.annotations.Nullable;

/** The rows of a table that is an array: the kernels read them where they stand. */
record ArrayRows(Kernels kernels, Matrix table) implements EmbeddingRows {
  @Override
  public void gather(int[] ids, int first, Matrix out) {
    kernels.gather(table, ids, first, out);
  }

  @Override
  public void pool(
      int[] offsets, int[] ids, float @Nullable [] coefficients, int first, Matrix out) {
    kernels.pool(table, offsets, ids, coefficients, first, out);
  }

  @Override
  public void addWeights(int[] ids, int first, Matrix y) {
    kernels.addWeights(table, ids, first, y);
  }

  @Override
  public void addBagWeights(
      int[] offsets, int[] ids, float @Nullable [] coefficients, int first, Matrix y) {
    kernels.addBagWeights(table, offsets, ids, coefficients, first, y);
  }
}
