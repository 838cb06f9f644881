package io.esmm.numerics;

import static io.esmm.numerics.GemmTile.COLUMNS;
import static io.esmm.numerics.GemmTile.PITCH;
import static io.esmm.numerics.GemmTile.ROWS;
import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * Copies blocks of the operands of {@link Gemm} into the order in which {@link GemmTile} reads
 * them: one stream without gaps, which the prefetcher follows and which touches few pages. Columns
 * beyond the edge become zeros, so that the micro-kernel knows no edges. Owns the scratch it fills.
 */
final class GemmPacking {
  /** Panels of b, one after the other: COLUMNS columns, step k at {@code k * COLUMNS}. */
  float[] b = new float[0];

  /** Panels of a, {@link #panelOfA} apart: ROWS columns, step k at {@code k * PITCH}. */
  float[] a = new float[0];

  /** The distance between panels of a: a wide vector may write past the last step. */
  static int panelOfA(int depth) {
    return depth * PITCH + LENGTH;
  }

  /** b = rows [k, k + depth) of w. */
  void packB(Matrix w, int k, int depth) {
    int width = w.columns();
    int panels = panels(width, COLUMNS);
    b = room(b, panels * depth * COLUMNS);
    for (int step = 0; step < depth; step++) {
      packRowOfB(w.floats(), w.rowStart(k + step), width, step * COLUMNS, depth * COLUMNS);
    }
  }

  private void packRowOfB(float[] from, int at, int width, int to, int panel) {
    int c = 0;
    for (; c + COLUMNS <= width; c += COLUMNS) {
      load(from, at + c).intoArray(b, to);
      load(from, at + c + LENGTH).intoArray(b, to + LENGTH);
      to += panel;
    }
    if (c < width) {
      edge(from, at, c, width).intoArray(b, to);
      edge(from, at, c + LENGTH, width).intoArray(b, to + LENGTH);
    }
  }

  /** b = rows [k, k + depth) of the transposed w. */
  void packTransposedB(Matrix w, int k, int depth) {
    int width = w.rows();
    int panels = panels(width, COLUMNS);
    b = room(b, panels * depth * COLUMNS);
    for (int p = 0; p < panels; p++) {
      int to = p * depth * COLUMNS;
      for (int c = 0; c < COLUMNS; c++) {
        int row = p * COLUMNS + c;
        if (row < width) {
          spread(w.floats(), w.rowStart(row) + k, to + c, depth);
        } else {
          clear(to + c, depth);
        }
      }
    }
  }

  private void spread(float[] from, int at, int to, int depth) {
    float[] out = b;
    for (int step = 0; step < depth; step++) {
      out[to + step * COLUMNS] = from[at + step];
    }
  }

  private void clear(int to, int depth) {
    float[] out = b;
    for (int step = 0; step < depth; step++) {
      out[to + step * COLUMNS] = 0;
    }
  }

  /** a = columns [from, from + width) of rows [k, k + depth) of x. */
  void packA(Matrix x, int k, int depth, int from, int width) {
    int panel = panelOfA(depth);
    a = room(a, panels(width, ROWS) * panel);
    for (int step = 0; step < depth; step++) {
      packRowOfA(x.floats(), x.rowStart(k + step) + from, width, step * PITCH, panel);
    }
  }

  private void packRowOfA(float[] from, int at, int width, int to, int panel) {
    int c = 0;
    for (; c + Math.max(PITCH, LENGTH) <= width; c += ROWS) {
      for (int lane = 0; lane < PITCH; lane += LENGTH) {
        load(from, at + c + lane).intoArray(a, to + lane);
      }
      to += panel;
    }
    for (; c < width; c += ROWS) {
      for (int lane = 0; lane < PITCH; lane += LENGTH) {
        edge(from, at, c + lane, width).intoArray(a, to + lane);
      }
      to += panel;
    }
  }

  private static FloatVector edge(float[] from, int at, int c, int width) {
    return load(from, at + c, Lanes.SPECIES.indexInRange(c, width));
  }

  /** How many panels cover a width. */
  static int panels(int width, int panel) {
    return (width + panel - 1) / panel;
  }

  private static float[] room(float[] scratch, int length) {
    return scratch.length >= length ? scratch : new float[length];
  }
}
