package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * {@link ColumnKernels} by the Vector API where attention spends its time, moments over all pairs,
 * and where many exponentials are needed. For moments, columns are taken a vector at a time, a
 * block of rows at a time, so that sums stay in registers and rows in the cache; the last vector of
 * columns overlaps the one before, and what they share is computed twice. Rows shorter than a
 * vector take the plain loops.
 */
final class VectorColumns extends ScalarColumns {
  /** Rows whose columns are gone through one vector after the other. */
  private static final int BLOCK = 64;

  private float[] sums = new float[0];
  private float[] squareSums = new float[0];

  /** Sums of vector v of the columns stand from v * LENGTH on. */
  private int clear(int width) {
    int length = (width + LENGTH - 1) & -LENGTH;
    if (sums.length < length) {
      sums = new float[length];
      squareSums = new float[length];
    }
    Arrays.fill(sums, 0, length, 0);
    Arrays.fill(squareSums, 0, length, 0);
    return length;
  }

  @Override
  void addMoments(Matrix x, float[] sum, float[] squares) {
    int width = x.columns();
    if (width < LENGTH) {
      super.addMoments(x, sum, squares);
      return;
    }
    int length = clear(width);
    for (int r = 0; r < x.rows(); r += BLOCK) {
      for (int v = 0; v < length; v += LENGTH) {
        momentsOfBlock(x, r, Math.min(r + BLOCK, x.rows()), Math.min(v, width - LENGTH), v);
      }
    }
    for (int v = 0; v < length; v += LENGTH) {
      int c = Math.min(v, width - LENGTH);
      System.arraycopy(sums, v, sum, c, LENGTH);
      System.arraycopy(squareSums, v, squares, c, LENGTH);
    }
  }

  private void momentsOfBlock(Matrix x, int from, int to, int c, int v) {
    float[] a = x.floats();
    FloatVector first = load(a, x.rowStart(0) + c);
    FloatVector sum = load(sums, v);
    FloatVector squares = load(squareSums, v);
    for (int r = from; r < to; r++) {
      FloatVector above = load(a, x.rowStart(r) + c).sub(first);
      sum = sum.add(above);
      squares = above.fma(above, squares);
    }
    sum.intoArray(sums, v);
    squares.intoArray(squareSums, v);
  }

  @Override
  public void gelu(Matrix x, Matrix y) {
    if (x.columns() < LENGTH) {
      super.gelu(x, y);
      return;
    }
    Shapes.same(FLOAT, "gelu", x, y);
    for (int r = 0; r < x.rows(); r++) {
      VectorGates.gelu(x.floats(), x.rowStart(r), y.floats(), y.rowStart(r), x.columns());
    }
  }

  @Override
  public void geluGradient(Matrix x, Matrix dy, boolean accumulate, Matrix dx) {
    if (x.columns() < LENGTH || accumulate) {
      super.geluGradient(x, dy, accumulate, dx);
      return;
    }
    Shapes.same(FLOAT, "geluGradient", x, dy, dx);
    for (int r = 0; r < x.rows(); r++) {
      VectorGates.geluGradient(
          x.floats(),
          x.rowStart(r),
          dy.floats(),
          dy.rowStart(r),
          dx.floats(),
          dx.rowStart(r),
          x.columns());
    }
  }
}
