package io.esmm.numerics;

import static io.esmm.numerics.GemmTile.COLUMNS;
import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Copies blocks of the operands of {@link Gemm} into the order in which {@link GemmTile} reads
 * them: streams without gaps, which the prefetcher follows and which touch few pages. b becomes
 * panels of COLUMNS columns, one after the other; the last panel has COLUMNS or, if that is enough,
 * LENGTH columns, and ends where b ends, so that the micro-kernels know no edges. Owns the scratch
 * it fills.
 */
final class GemmPacking {
  /** Panels of b; within one, the steps of k lie as far apart as the panel is wide. */
  float[] b = new float[0];

  /** Columns of x as rows, {@link #strideOfA} apart. */
  float[] a = new float[0];

  /** Start values of one row of y, padded to whole panels. */
  float[] start = new float[0];

  /** The columns of a panel whose place among packed columns is this. */
  static int panelWidth(int width, int panel) {
    return width - panel > LENGTH && width >= COLUMNS ? COLUMNS : LENGTH;
  }

  /** The first column of b in a panel: its place, or less for a last one that overlaps another. */
  static int firstColumn(int width, int panel) {
    return Math.max(0, Math.min(panel, width - panelWidth(width, panel)));
  }

  /**
   * b = rows [k, k + depth) of w.
   *
   * @param once whether columns in two panels are zeros in the second
   */
  void packB(Matrix w, int k, int depth, boolean once) {
    int width = w.columns();
    b = room(b, depth * padded(width));
    int panel = 0;
    for (; panel + COLUMNS <= width; panel += COLUMNS) {
      for (int step = 0; step < depth; step++) {
        int at = w.rowStart(k + step) + panel;
        int to = panel * depth + step * COLUMNS;
        load(w.floats(), at).intoArray(b, to);
        load(w.floats(), at + LENGTH).intoArray(b, to + LENGTH);
      }
    }
    for (; panel < width; panel += panelWidth(width, panel)) {
      int columns = panelWidth(width, panel);
      int c = firstColumn(width, panel);
      int zeros = once ? panel - c : 0;
      for (int step = 0; step < depth; step++) {
        int to = panel * depth + step * columns;
        Arrays.fill(b, to, to + columns, 0);
        int live = Math.min(columns, width - c) - zeros;
        System.arraycopy(w.floats(), w.rowStart(k + step) + c + zeros, b, to + zeros, live);
      }
    }
  }

  /** b = rows [k, k + depth) of the transposed w; {@code once} as for {@link #packB}. */
  void packTransposedB(Matrix w, int k, int depth, boolean once) {
    int width = w.rows();
    b = room(b, depth * padded(width));
    for (int panel = 0; panel < width; panel += panelWidth(width, panel)) {
      int columns = panelWidth(width, panel);
      int c = firstColumn(width, panel);
      int zeros = once ? panel - c : 0;
      int live = Math.min(columns, width - c) - zeros;
      int to = panel * depth;
      if (live < columns) {
        Arrays.fill(b, to, to + columns * depth, 0);
      }
      int from = w.rowStart(c + zeros) + k;
      Transposition.copy(w.floats(), from, w.stride(), live, depth, b, to + zeros, columns);
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
