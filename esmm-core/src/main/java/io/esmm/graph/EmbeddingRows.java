package io.esmm.graph;

import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an embedding table as operations read them, whether the table is an array or mapped.
 * The methods are those of {@link Kernels} and give the same bits. For one thread.
 */
public interface EmbeddingRows {
  /** out[i] = table[ids[first + i]] for every row i of out. */
  void gather(int[] ids, int first, Matrix out);

  /**
   * out[i] = the sum over j in [offsets[first+i], offsets[first+i+1]) of coefficients[j] *
   * table[ids[j]]; without coefficients each counts 1.
   */
  void pool(int[] offsets, int[] ids, float @Nullable [] coefficients, int first, Matrix out);

  /** y[i] += table[ids[first + i]] for every row i of y; both are one column wide. */
  void addWeights(int[] ids, int first, Matrix y);

  /**
   * y[i] += the sum over j in [offsets[first+i], offsets[first+i+1]) of coefficients[j] *
   * table[ids[j]]; without coefficients each counts 1. Both are one column wide.
   */
  void addBagWeights(
      int[] offsets, int[] ids, float @Nullable [] coefficients, int first, Matrix y);
}
