package io.esmm.numerics;

import static io.esmm.numerics.GemmTile.COLUMNS;
import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * Copies blocks of the operands of {@link Gemm} into the order in which {@link GemmTile} reads
 * them: streams without gaps, which the prefetcher follows and which touch few pages. b becomes
 * panels of COLUMNS columns, one after the other; what is left of the width becomes a last panel of
 * COLUMNS or, if that is enough, LENGTH columns, filled up with zeros, so that the micro-kernels
 * know no edges. Owns the scratch it fills.
 */
final class GemmPacking {
  /** Panels of b; within one, the steps of k lie as far apart as the panel is wide. */
  float[] b = new float[0];

  /** Columns of x as rows, {@link #strideOfA} apart. */
  float[] a = new float[0];

  /** Start values of one row of y, padded to whole panels. */
  float[] start = new float[0];

  /** The columns of the panel that begins at column c. */
  static int panelWidth(int width, int c) {
    return width - c > LENGTH ? COLUMNS : LENGTH;
  }

  /** b = rows [k, k + depth) of w. */
  void packB(Matrix w, int k, int depth) {
    b = room(b, depth * padded(w.columns()));
    for (int step = 0; step < depth; step++) {
      packRowOfB(w.floats(), w.rowStart(k + step), w.columns(), step, depth);
    }
  }

  private void packRowOfB(float[] from, int at, int width, int step, int depth) {
    int c = 0;
    int to = step * COLUMNS;
    for (; c + COLUMNS <= width; c += COLUMNS) {
      load(from, at + c).intoArray(b, to);
      load(from, at + c + LENGTH).intoArray(b, to + LENGTH);
      to += depth * COLUMNS;
    }
    if (width - c > LENGTH) {
      load(from, at + c).intoArray(b, to);
      edge(from, at, c + LENGTH, width).intoArray(b, to + LENGTH);
    } else if (width - c > 0) {
      edge(from, at, c, width).intoArray(b, to + step * (LENGTH - COLUMNS));
    }
  }

  private static FloatVector edge(float[] from, int at, int c, int width) {
    return load(from, at + c, Lanes.first(width - c));
  }

  /** b = rows [k, k + depth) of the transposed w. */
  void packTransposedB(Matrix w, int k, int depth) {
    int width = w.rows();
    b = room(b, depth * padded(width));
    for (int c = 0; c < width; c += COLUMNS) {
      int panel = panelWidth(width, c);
      int live = Math.min(panel, width - c);
      if (live < panel) {
        Arrays.fill(b, c * depth, (c + panel) * depth, 0);
      }
      Transposition.copy(
          w.floats(), w.rowStart(c) + k, w.stride(), live, depth, b, c * depth, panel);
    }
  }

  /** a = columns [c, c + width) of rows [k, k + depth) of x, as rows. */
  void packTransposedA(Matrix x, int k, int depth, int c, int width) {
    a = room(a, width * strideOfA(depth));
    Transposition.copy(
        x.floats(), x.rowStart(k) + c, x.stride(), depth, width, a, 0, strideOfA(depth));
  }

  /**
   * Rows of a power of two would all fall into a few sets of the cache; one line more spreads them.
   */
  static int strideOfA(int depth) {
    return depth + 16;
  }

  /** start = the bias, or zeros. */
  void packStart(@Nullable Matrix bias, int width) {
    start = room(start, padded(width));
    Arrays.fill(start, 0);
    if (bias != null) {
      System.arraycopy(bias.floats(), bias.offset(), start, 0, width);
    }
  }

  private static int padded(int width) {
    return (width + COLUMNS - 1) / COLUMNS * COLUMNS;
  }

  private static float[] room(float[] scratch, int length) {
    return scratch.length >= length ? scratch : new float[length];
  }
}
