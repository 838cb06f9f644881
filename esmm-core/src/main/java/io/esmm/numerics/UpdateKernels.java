package io.esmm.numerics;

/**
 * The steps of optimizers on parameters, each element for itself. The same rules as for {@link
 * Kernels}: nothing is allocated, matrices do not overlap; {@link IllegalArgumentException} where
 * shapes disagree.
 */
public interface UpdateKernels {

  /** One Adam step on every element of w with gradient g and moments m, v of the same shape. */
  void adam(AdamStep step, Matrix g, Matrix w, Matrix m, Matrix v);

  /**
   * One Adam step on chosen rows: row rows[s] of w, m and v with the gradient g[s], for s in [from,
   * to). The other rows, and their moments, stay as they are ("lazy" Adam).
   */
  void adamRows(
      AdamStep step, Matrix g, int[] rows, int from, int to, Matrix w, Matrix m, Matrix v);

  /**
   * One FTRL-proximal step on every element of w with gradient {@code gradientScale * g} and the
   * sums z and n of the same shape. A NaN in g, z or n gives NaN.
   */
  void ftrl(FtrlRule rule, double gradientScale, Matrix g, Matrix w, Matrix z, Matrix n);

  /** One FTRL-proximal step on chosen rows, as {@link #adamRows} chooses them. */
  void ftrlRows(
      FtrlRule rule,
      double gradientScale,
      Matrix g,
      int[] rows,
      int from,
      int to,
      Matrix w,
      Matrix z,
      Matrix n);
}
