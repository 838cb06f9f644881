package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;
import static io.esmm.numerics.Lanes.zero;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * Products with weights of one column, where a tile of {@link Gemm} would multiply mostly zeros:
 * dot products forward, an outer product for the input's gradient, a weighted sum of rows for the
 * weights'. Owns scratch memory.
 */
final class VectorNarrow {
  private float[] column = new float[0];
  private final float[] lanes = new float[LENGTH];

  /**
   * y[n,1] = start + x[n,d] w[d,1]. Each product is summed in 4 LENGTH lanes, which are then added
   * in a fixed order: the same for every row, whatever n.
   */
  void forward(Matrix x, Matrix w, @Nullable Matrix bias, boolean accumulate, Matrix y) {
    toColumn(w);
    float start = bias == null ? 0 : bias.floats()[bias.offset()];
    float[] out = y.floats();
    for (int r = 0; r < y.rows(); r++) {
      int at = y.rowStart(r);
      float from = accumulate ? out[at] + start : start;
      out[at] = from + dot(x.floats(), x.rowStart(r), x.columns());
    }
  }

  private float dot(float[] x, int at, int width) {
    FloatVector s0 = zero();
    FloatVector s1 = zero();
    FloatVector s2 = zero();
    FloatVector s3 = zero();
    int c = 0;
    for (; c + 4 * LENGTH <= width; c += 4 * LENGTH) {
      s0 = load(x, at + c).fma(load(column, c), s0);
      s1 = load(x, at + c + LENGTH).fma(load(column, c + LENGTH), s1);
      s2 = load(x, at + c + 2 * LENGTH).fma(load(column, c + 2 * LENGTH), s2);
      s3 = load(x, at + c + 3 * LENGTH).fma(load(column, c + 3 * LENGTH), s3);
    }
    for (; c < width; c += LENGTH) {
      s0 = load(x, at + c, Lanes.first(width - c)).fma(load(column, c), s0);
    }
    s0.add(s1).add(s2.add(s3)).intoArray(lanes, 0);
    float sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
  }

  /** dx[n,d] = start + dy[n,1] w[d,1]^T. */
  void inputGradient(Matrix dy, Matrix w, boolean accumulate, Matrix dx) {
    toColumn(w);
    for (int r = 0; r < dx.rows(); r++) {
      VectorRows.start(null, accumulate, dx, r);
      VectorRows.addScaled(
          dy.floats()[dy.rowStart(r)], column, 0, dx.floats(), dx.rowStart(r), dx.columns());
    }
  }

  /** dw[d,1] = start + x[n,d]^T dy[n,1], over the rows upward. */
  void weightGradient(Matrix x, Matrix dy, boolean accumulate, Matrix dw) {
    if (accumulate) {
      toColumn(dw);
    } else {
      room(dw.rows());
      Arrays.fill(column, 0, dw.rows(), 0);
    }
    VectorRows.addProduct(dy.floats(), dy.offset(), dy.stride(), x, column, 0);
    for (int r = 0; r < dw.rows(); r++) {
      dw.floats()[dw.rowStart(r)] = column[r];
    }
  }

  /** Copies a matrix of one column to contiguous scratch, zeros behind it. */
  private void toColumn(Matrix w) {
    room(w.rows());
    for (int r = 0; r < w.rows(); r++) {
      column[r] = w.floats()[w.rowStart(r)];
    }
    Arrays.fill(column, w.rows(), w.rows() + LENGTH, 0);
  }

  private void room(int length) {
    if (column.length < length + LENGTH) {
      column = new float[length + LENGTH];
    }
  }
}
