package io.esmm.numerics;

import org.jspecify.annotations.Nullable;

/**
 * Normalisation, and activations element by element that have a parameter for each column or need
 * an exponential. Row vectors [1,d] stand for the columns of x[n,d]: mean and inverse deviation m,
 * i; gain, bias and slope g, b, a. Dice has {@link DiceKernels}. The same rules as for {@link
 * Kernels}: sums run upward over the rows, nothing is allocated, arguments do not overlap unless
 * said. Gradients of parameters are added to what is there; a null dx is not wanted.
 */
public interface ColumnKernels {

  /** The mean and the (biased) variance of each column of x; zeros if it has no rows. */
  void moments(Matrix x, Matrix mean, Matrix variance);

  /** y = g (x - m) i + b. */
  void normalize(Matrix x, Matrix mean, Matrix inverse, Matrix gain, Matrix bias, Matrix y);

  /**
   * The gradient of {@link #normalize} where m and i are those of x itself (Ioffe and Szegedy
   * 2015): with z = (x - m) i, db += sum dy, dg += sum dy z, dx = g i (dy - mean(dy) - z mean(dy
   * z)).
   */
  void normalizeGradient(
      Matrix x,
      Matrix dy,
      Matrix mean,
      Matrix inverse,
      Matrix gain,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dGain,
      Matrix dBias);

  /** y = x where x &gt; 0, else a x (He et al. 2015). */
  void prelu(Matrix x, Matrix slope, Matrix y);

  /** dx = dy where x &gt; 0, else a dy; da += the sum of dy x where x is not &gt; 0. */
  void preluGradient(
      Matrix x, Matrix dy, Matrix slope, boolean accumulate, @Nullable Matrix dx, Matrix dSlope);

  /** y = x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) (Hendrycks and Gimpel 2016). */
  void gelu(Matrix x, Matrix y);

  /** dx = dy times the derivative of {@link #gelu} at x. */
  void geluGradient(Matrix x, Matrix dy, boolean accumulate, Matrix dx);

  /**
   * y = g (x - m) / sqrt(v + epsilon) + b with the mean m and the variance v of each row (Ba, Kiros
   * and Hinton 2016).
   */
  void layerNorm(Matrix x, Matrix gain, Matrix bias, double epsilon, Matrix y);

  /**
   * The gradient of {@link #layerNorm}: with z = (x - m) / sqrt(v + epsilon) and q = g dy, db +=
   * sum dy, dg += sum dy z, dx = (q - mean(q) - z mean(q z)) / sqrt(v + epsilon), means along the
   * row.
   */
  void layerNormGradient(
      Matrix x,
      Matrix dy,
      Matrix gain,
      double epsilon,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dGain,
      Matrix dBias);

  /**
   * Inverted dropout: y[r] = x[r] / (1 - rate) where {@link DropoutMask} keeps the element, else 0,
   * or +=. Rows are numbered from firstRow. The gradient is the same with dy for x.
   */
  void dropout(long key, long firstRow, double rate, Matrix x, boolean accumulate, Matrix y);
}
