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

  /** What is done element by element, and along rows. */
  ElementKernels elements();

  /** The steps of optimizers. */
  UpdateKernels updates();

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

  // ---- reduction ----

  /** to = parts[0] + parts[1] + ... + parts[count-1] in this order, element by element. */
  void sum(Matrix[] parts, int count, Matrix to);

  /** Whether every element is finite. */
  boolean allFinite(Matrix x);
}
