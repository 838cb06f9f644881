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

  /** The last LENGTH weights, zeros for those that whole vectors before them have covered. */
  private final float[] tail = new float[LENGTH];

  private final LaneSums rowSums = new LaneSums();

  /**
   * y[n,1] = start + x[n,d] w[d,1]. Each product is summed in 4 LENGTH lanes, which are then added
   * in a fixed order: the same for every row, whatever n.
   */
  void forward(Matrix x, Matrix w, @Nullable Matrix bias, boolean accumulate, Matrix y) {
    toColumn(w);
    float start = bias == null ? 0 : bias.floats()[bias.offset()];
    float[] out = y.floats();
    for (int r = 0; r < y.rows(); r += LaneSums.BLOCK) {
      int rows = Math.min(LaneSums.BLOCK, y.rows() - r);
      for (int i = 0; i < rows; i++) {
        dot(x.floats(), x.rowStart(r + i), x.columns(), i * LENGTH);
      }
      rowSums.add(rows);
      for (int i = 0; i < rows; i++) {
        int at = y.rowStart(r + i);
        float from = accumulate ? out[at] + start : start;
        out[at] = from + rowSums.sums[i];
      }
    }
  }

  /** The products of a row of x, summed in lanes that are stored from there on. */
  private void dot(float[] x, int at, int width, int to) {
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
    for (; c + LENGTH <= width; c += LENGTH) {
      s0 = load(x, at + c).fma(load(column, c), s0);
    }
    if (c == 0) {
      s1 = load(x, at, Lanes.first(width)).fma(load(column, 0), s1);
    } else {
      s1 = load(x, at + width - LENGTH).fma(load(tail, 0), s1);
    }
    s0.add(s1).add(s2.add(s3)).intoArray(rowSums.lanes, to);
  }

  /** The sum of a column without gaps, in 4 LENGTH lanes which are then added one by one. */
  float sum(float[] x, int at, int count) {
    FloatVector s0 = zero();
    FloatVector s1 = zero();
    FloatVector s2 = zero();
    FloatVector s3 = zero();
    int i = 0;
    for (; i + 4 * LENGTH <= count; i += 4 * LENGTH) {
      s0 = s0.add(load(x, at + i));
      s1 = s1.add(load(x, at + i + LENGTH));
      s2 = s2.add(load(x, at + i + 2 * LENGTH));
      s3 = s3.add(load(x, at + i + 3 * LENGTH));
    }
    s0.add(s1).add(s2.add(s3)).intoArray(rowSums.lanes, 0);
    float sum = 0;
    for (int lane = 0; lane < LENGTH; lane++) {
      sum += rowSums.lanes[lane];
    }
    for (; i < count; i++) {
      sum += x[at + i];
    }
    return sum;
  }

  /** dx[n,d] = start + dy[n,1] w[d,1]^T. */
  void inputGradient(Matrix dy, Matrix w, boolean accumulate, Matrix dx) {
    toColumn(w);
    for (int r = 0; r < dx.rows(); r++) {
      float s = dy.floats()[dy.rowStart(r)];
      VectorRows.scale(s, column, 0, accumulate, dx.floats(), dx.rowStart(r), dx.columns());
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

  /** Copies a matrix of one column to contiguous scratch, zeros behind it, and to the tail. */
  private void toColumn(Matrix w) {
    int width = w.rows();
    room(width);
    for (int r = 0; r < width; r++) {
      column[r] = w.floats()[w.rowStart(r)];
    }
    Arrays.fill(column, width, width + LENGTH, 0);
    Arrays.fill(tail, 0);
    int rest = width % LENGTH;
    System.arraycopy(column, width - rest, tail, LENGTH - rest, rest);
  }

  private void room(int length) {
    if (column.length < length + LENGTH) {
      column = new float[length + LENGTH];
    }
  }
}
