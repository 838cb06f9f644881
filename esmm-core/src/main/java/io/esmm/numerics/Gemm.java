package io.esmm.numerics;

import static io.esmm.numerics.GemmTile.COLUMNS;
import static io.esmm.numerics.GemmTile.HALF_ROWS;
import static io.esmm.numerics.GemmTile.ROWS;
import static io.esmm.numerics.Lanes.LENGTH;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Matrix products, blocked for the caches (Goto and van de Geijn 2008), in three files: {@link
 * GemmTile} multiplies a tile of six rows by two vectors in registers, {@link GemmPacking} copies
 * operands into the order in which the tile reads them, and this class walks over the matrices.
 *
 * <p>The walk, outermost loop first. A block of k, so that one packed panel of b (16 columns wide
 * at 256 bits) stays in the first-level cache; for each the whole of b is packed. A block of rows,
 * so that the block of a stays in the second-level cache while the panels of b pass by. A panel of
 * b. A tile of six rows.
 *
 * <pre>
 *   for k block:        pack b[k block, all columns]
 *     for row block:    first k block: write the start values; weight gradient: pack a
 *       for panel:      (b panel: L1)
 *         for tile:     y[6 rows, panel] += a[6 rows, k block] b panel     (a block: L2)
 *                       last k block: activation
 * </pre>
 *
 * <p>The same bits for a row, wherever it stands. Each element of y starts at its start value and
 * takes its products by fma in the order k = 0, 1, 2, ...; between blocks of k it rests in y, which
 * loses nothing. At the edges the same micro-kernel works on a copy of the tile in a corner of
 * scratch memory, with rows repeated and columns of zeros for what is missing. So no element's
 * arithmetic depends on the number of rows, on its place or on the vector width.
 */
final class Gemm {
  /**
   * Steps of k in a block at most: a panel of b takes 26 KB of the first-level cache at 256 bits.
   */
  private static final int MAX_DEPTH = 416;

  /** Rows in a block, a multiple of both tiles' rows: 80 KB of the second-level cache. */
  private static final int BLOCK_ROWS = 48;

  private final GemmPacking packing = new GemmPacking();
  private final float[] corner = new float[Math.max(ROWS * COLUMNS, HALF_ROWS * LENGTH)];

  /** y = activation(start + a w), or start + a w^T if {@code transposed}. */
  void byRows(
      Matrix a,
      Matrix w,
      boolean transposed,
      @Nullable Matrix bias,
      Activation activation,
      boolean accumulate,
      Matrix y) {
    int depth = a.columns();
    int block = blockOf(depth);
    boolean fromY = prepareStart(bias, accumulate, y);
    for (int k = 0; k == 0 || k < depth; k += block) {
      int steps = Math.min(block, depth - k);
      if (transposed) {
        packing.packTransposedB(w, k, steps);
      } else {
        packing.packB(w, k, steps);
      }
      for (int r = 0; r < y.rows(); r += BLOCK_ROWS) {
        int rows = Math.min(BLOCK_ROWS, y.rows() - r);
        multiply(a.floats(), a.rowStart(r) + k, a.stride(), steps, y, r, rows, fromY);
        if (k + block >= depth) {
          VectorElements.activate(activation, y, r, rows, y);
        }
      }
      fromY = true;
    }
  }

  /** y = start + x^T b: the rows of y are the columns of x, and k runs over the rows of x. */
  void byColumns(Matrix x, Matrix b, boolean accumulate, Matrix y) {
    int depth = x.rows();
    int block = blockOf(depth);
    boolean fromY = prepareStart(null, accumulate, y);
    for (int k = 0; k == 0 || k < depth; k += block) {
      int steps = Math.min(block, depth - k);
      packing.packB(b, k, steps);
      for (int r = 0; r < y.rows(); r += BLOCK_ROWS) {
        int rows = Math.min(BLOCK_ROWS, y.rows() - r);
        packing.packTransposedA(x, k, steps, r, rows);
        multiply(packing.a, 0, GemmPacking.strideOfA(steps), steps, y, r, rows, fromY);
      }
      fromY = true;
    }
  }

  /** Says whether the start values stand in y; otherwise every row starts with packing.start. */
  private boolean prepareStart(@Nullable Matrix bias, boolean accumulate, Matrix y) {
    if (!accumulate) {
      packing.packStart(bias, y.columns());
    } else if (bias != null) {
      for (int r = 0; r < y.rows(); r++) {
        VectorRows.start(bias, true, y, r);
      }
    }
    return accumulate;
  }

  /** The rows [r, r + rows) of y += a block of a, which begins at a[at], times the packed b. */
  private void multiply(
      float[] a, int at, int strideOfA, int steps, Matrix y, int r, int rows, boolean fromY) {
    int width = y.columns();
    int c = 0;
    for (; c + LENGTH < width; c += COLUMNS) {
      for (int i = 0; i < rows; i += ROWS) {
        int live = Math.min(ROWS, rows - i);
        int from = at + i * strideOfA;
        if (live == ROWS && c + COLUMNS <= width) {
          int to = y.rowStart(r + i) + c;
          if (fromY) {
            whole(
                a,
                from,
                strideOfA,
                live,
                c * steps,
                steps,
                y.floats(),
                to,
                y.stride(),
                y.floats(),
                to,
                y.stride());
          } else {
            whole(
                a,
                from,
                strideOfA,
                live,
                c * steps,
                steps,
                packing.start,
                c,
                0,
                y.floats(),
                to,
                y.stride());
          }
        } else {
          toCorner(fromY, y, r + i, live, c, COLUMNS);
          whole(a, from, strideOfA, live, c * steps, steps, corner, 0, COLUMNS, corner, 0, COLUMNS);
          fromCorner(y, r + i, live, c, COLUMNS);
        }
      }
    }
    if (c < width) {
      for (int i = 0; i < rows; i += HALF_ROWS) {
        int live = Math.min(HALF_ROWS, rows - i);
        int from = at + i * strideOfA;
        toCorner(fromY, y, r + i, live, c, LENGTH);
        half(a, from, strideOfA, live, c * steps, steps, corner, 0, LENGTH, corner, 0, LENGTH);
        fromCorner(y, r + i, live, c, LENGTH);
      }
    }
  }

  private void whole(
      float[] a,
      int at,
      int strideOfA,
      int live,
      int panel,
      int steps,
      float[] start,
      int atStart,
      int strideOfStart,
      float[] y,
      int atY,
      int stride) {
    int last = at + (live - 1) * strideOfA;
    GemmTile.whole(
        a,
        at,
        Math.min(at + strideOfA, last),
        Math.min(at + 2 * strideOfA, last),
        Math.min(at + 3 * strideOfA, last),
        Math.min(at + 4 * strideOfA, last),
        Math.min(at + 5 * strideOfA, last),
        packing.b,
        panel,
        steps,
        start,
        atStart,
        strideOfStart,
        y,
        atY,
        stride);
  }

  private void half(
      float[] a,
      int at,
      int strideOfA,
      int live,
      int panel,
      int steps,
      float[] start,
      int atStart,
      int strideOfStart,
      float[] y,
      int atY,
      int stride) {
    int last = at + (live - 1) * strideOfA;
    GemmTile.half(
        a,
        at,
        Math.min(at + strideOfA, last),
        Math.min(at + 2 * strideOfA, last),
        Math.min(at + 3 * strideOfA, last),
        Math.min(at + 4 * strideOfA, last),
        Math.min(at + 5 * strideOfA, last),
        Math.min(at + 6 * strideOfA, last),
        Math.min(at + 7 * strideOfA, last),
        packing.b,
        panel,
        steps,
        start,
        atStart,
        strideOfStart,
        y,
        atY,
        stride);
  }

  private void toCorner(boolean fromY, Matrix y, int r, int live, int c, int panel) {
    Arrays.fill(corner, 0);
    int width = Math.min(panel, y.columns() - c);
    for (int i = 0; i < live; i++) {
      if (fromY) {
        System.arraycopy(y.floats(), y.rowStart(r + i) + c, corner, i * panel, width);
      } else {
        System.arraycopy(packing.start, c, corner, i * panel, width);
      }
    }
  }

  private void fromCorner(Matrix y, int r, int live, int c, int panel) {
    int width = Math.min(panel, y.columns() - c);
    for (int i = 0; i < live; i++) {
      System.arraycopy(corner, i * panel, y.floats(), y.rowStart(r + i) + c, width);
    }
  }

  /** Blocks of nearly equal depth, instead of a short last one. */
  private static int blockOf(int depth) {
    int blocks = Math.max(1, (depth + MAX_DEPTH - 1) / MAX_DEPTH);
    return Math.max(1, (depth + blocks - 1) / blocks);
  }
}
