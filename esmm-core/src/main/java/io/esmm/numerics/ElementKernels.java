package io.esmm.numerics;

/**
 * Arithmetic element by element, and of each row for itself. The same rules as for {@link Kernels}:
 * every row has one order of its sums, nothing is allocated, matrices have the same shape and do
 * not overlap unless said; {@link IllegalArgumentException} where shapes disagree.
 */
public interface ElementKernels {

  /** y = activation(x), element by element; x and y may be the same matrix. */
  void activate(ElementFunction activation, Matrix x, Matrix y);

  /** dx = dy * activation'(.), from the activation's output y; dx and dy may be the same matrix. */
  void activationGradient(
      ElementFunction activation, Matrix y, Matrix dy, boolean accumulate, Matrix dx);

  /** to = from, or to += from if {@code accumulate}. */
  void copy(Matrix from, boolean accumulate, Matrix to);

  /** to[n,d] = a * b element by element, or to += if {@code accumulate}. */
  void multiply(Matrix a, Matrix b, boolean accumulate, Matrix to);

  /** y[n,d] = scale[n,1] x[n,d], a factor for each row, or y += if {@code accumulate}. */
  void scaleRows(Matrix x, Matrix scale, boolean accumulate, Matrix y);

  /**
   * dots[n,1] = the sum of a[n,d] * b[n,d] along each row, or dots += if {@code accumulate}; a and
   * b may be the same matrix. Lanes may be summed apart, the same for every row.
   */
  void rowDots(Matrix a, Matrix b, boolean accumulate, Matrix dots);

  /** y = e^x divided by the sum of e^x along each row, which cannot overflow. */
  void softmax(Matrix x, Matrix y);

  /** dx = y (dy - the sum of dy y along each row), from the softmax y, or dx +=. */
  void softmaxGradient(Matrix y, Matrix dy, boolean accumulate, Matrix dx);

  /** to = factor * from element by element, or to += if {@code accumulate}. */
  void scale(double factor, Matrix from, boolean accumulate, Matrix to);

  /** y = log(1 / (1 + e^-x)), element by element, finite for every finite x. */
  void logSigmoid(Matrix x, Matrix y);

  /**
   * y = log(1 - e^x) for x &lt; 0 element by element, accurate at both ends; x = 0 gives -infinity.
   */
  void log1mexp(Matrix x, Matrix y);
}
