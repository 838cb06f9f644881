package io.esmm.numerics;

/**
 * The arithmetic of ragged rows: products of chosen rows, and sums, weighted or normalised, over
 * segments of rows. Segment s is the rows [starts[s], starts[s + 1]); a segment may be empty. The
 * same rules as for {@link Kernels}: sums run upward over the rows, nothing is allocated, arguments
 * do not overlap.
 */
public interface SequenceKernels {

  /** to[i] = a[rowOfA[i]] * b[rowOfB[i]], element by element, for every row i of to. */
  void multiplyRows(Matrix a, int[] rowOfA, Matrix b, int[] rowOfB, Matrix to);

  /**
   * One half of the gradient of {@link #multiplyRows}: to[rowOfTo[i]] += dy[i] * b[rowOfB[i]] for
   * every row i of dy, upward; {@code to} is zeroed first unless {@code accumulate}.
   */
  void multiplyRowsGradient(
      Matrix dy, Matrix b, int[] rowOfB, int[] rowOfTo, boolean accumulate, Matrix to);

  /**
   * sums[s] = the sum of weights[j,1] * values[rowOf[j]] over the rows j of segment s, for every
   * row s of sums; zeros for an empty segment.
   */
  void weightedSums(Matrix weights, Matrix values, int[] rowOf, int[] starts, Matrix sums);

  /**
   * dWeights[j,1] = dSums[s] . values[rowOf[j]] for every row j of segment s, or += if {@code
   * accumulate}.
   */
  void weightedSumsWeightGradient(
      Matrix dSums, Matrix values, int[] rowOf, int[] starts, boolean accumulate, Matrix dWeights);

  /**
   * dValues[rowOf[j]] += weights[j,1] * dSums[s] for every row j of segment s, upward; {@code
   * dValues} is zeroed first unless {@code accumulate}.
   */
  void weightedSumsValueGradient(
      Matrix dSums, Matrix weights, int[] rowOf, int[] starts, boolean accumulate, Matrix dValues);

  /** y[j,c] = e^x[j,c] / the sum of e^x[k,c] over the rows k of j's segment. */
  void softmax(Matrix x, int[] starts, int segments, Matrix y);

  /**
   * dx[j,c] = y[j,c] (dy[j,c] - the sum of y[k,c] dy[k,c] over j's segment), or += if {@code
   * accumulate}.
   */
  void softmaxGradient(
      Matrix y, Matrix dy, int[] starts, int segments, boolean accumulate, Matrix dx);
}
