package io.esmm.numerics;

import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of training and scoring, on row-major matrices of one {@link Precision}.
 *
 * <p><b>Fixed order.</b> Every output element is summed in one order that depends neither on the
 * number of rows in the call nor on the row's place in it: a dense product runs over k = 0, 1, 2,
 * ... from its start value, sums over rows run upward. (A product with weights of one column may
 * sum in lanes instead, the same for every row.) So a row gets the same bits alone or among others.
 * Implementations may differ from each other in rounding, never from call to call.
 *
 * <p>Shape letters: n rows, d input width, h output width, e embedding width, v table rows.
 * Arguments must not overlap unless said. No method allocates in steady state; an instance owns
 * scratch memory, so each thread needs its own. The number of rows worked on is the one of the
 * matrices ({@link Matrix#rows()}); shapes that do not match are an {@link
 * IllegalArgumentException}.
 */
public interface Kernels {

  /** The number type of every matrix argument. */
  Precision precision();

  /** For people: "vector, 512 bits" or "scalar". */
  String description();

  /** The arithmetic of ragged rows. */
  SequenceKernels sequences();

  /** Normalisation, and activations with a parameter for each column. */
  ColumnKernels columns();

  /** The activation Dice; shares the scratch memory rules of these. */
  DiceKernels dice();

  // ---- dense layers ----

  /**
   * y[n,h] = activation(start + x[n,d] w[d,h]), where the start value of an element is y's own if
   * {@code accumulate}, plus the bias[1,h] if there is one.
   */
  void dense(
      Matrix x,
      Matrix w,
      @Nullable Matrix bias,
      ElementFunction activation,
      boolean accumulate,
      Matrix y);

  /** dx[n,d] = dy[n,h] w[d,h]^T, or dx += if {@code accumulate}. */
  void denseInputGradient(Matrix dy, Matrix w, boolean accumulate, Matrix dx);

  /** dw[d,h] = x[n,d]^T dy[n,h], or dw += if {@code accumulate}. */
  void denseWeightGradient(Matrix x, Matrix dy, boolean accumulate, Matrix dw);

  /** sums[1,h] = the sum of the rows of x[n,h], or sums += if {@code accumulate}. */
  void columnSums(Matrix x, boolean accumulate, Matrix sums);

  // ---- element-wise ----

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

  // ---- two levels: requests and their impressions ----

  /**
   * Copies each request's row to its impressions: to[i] = from[requestOf[first + i] - base] for
   * every row i of {@code to}, or += if {@code accumulate}.
   */
  void lift(Matrix from, int[] requestOf, int first, int base, boolean accumulate, Matrix to);

  /**
   * The gradient of {@link #lift}: to[requestOf[first + i] - base] += from[i]; {@code to} is zeroed
   * first unless {@code accumulate}.
   */
  void liftGradient(
      Matrix from, int[] requestOf, int first, int base, boolean accumulate, Matrix to);

  // ---- embeddings ----

  /** out[i] = table[ids[first + i]] for every row i of out. */
  void gather(Matrix table, int[] ids, int first, Matrix out);

  /**
   * Pooled bags: out[i] = sum over j in [offsets[first+i], offsets[first+i+1]) of coefficients[j] *
   * table[ids[j]]; without coefficients each counts 1. An empty bag gives zeros.
   */
  void pool(
      Matrix table,
      int[] offsets,
      int[] ids,
      float @Nullable [] coefficients,
      int first,
      Matrix out);

  /** y[i] += weights[ids[first + i]] for every row i of y; weights and y are one column wide. */
  void addWeights(Matrix weights, int[] ids, int first, Matrix y);

  /**
   * y[i] += the sum over j in [offsets[first+i], offsets[first+i+1]) of coefficients[j] *
   * weights[ids[j]], in the order of j; without coefficients each counts 1. Weights and y are one
   * column wide.
   */
  void addBagWeights(
      Matrix weights,
      int[] offsets,
      int[] ids,
      float @Nullable [] coefficients,
      int first,
      Matrix y);

  /**
   * Sums the gradients of table rows over their occurrences. Slot s (a distinct table row of the
   * batch) has the occurrences j in [starts[s], starts[s+1]); occurrence j takes row {@code row[j]}
   * of {@code sources[source[j]]} times {@code coefficients[j]}. out[s] is the sum in the order of
   * j, for s in [from, to).
   */
  void sumOccurrences(
      int[] starts,
      int from,
      int to,
      int[] source,
      int[] row,
      float @Nullable [] coefficients,
      Matrix[] sources,
      Matrix out);

  // ---- reduction and optimizer ----

  /** to = parts[0] + parts[1] + ... + parts[count-1] in this order, element by element. */
  void sum(Matrix[] parts, int count, Matrix to);

  /** Whether every element is finite. */
  boolean allFinite(Matrix x);

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
