package io.esmm.numerics;

import static io.esmm.numerics.GemmTile.COLUMNS;
import static io.esmm.numerics.GemmTile.ROWS;

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
   * Steps of k in a block at most: a panel of b takes 24 KB of the first-level cache at 256 bits.
   */
  private static final int MAX_DEPTH = 416;

  /** Rows in a block: the block of a takes 160 KB of the second-level cache. */
  private static final int BLOCK_ROWS = 16 * ROWS;

  private final GemmPacking packing = new GemmPacking();
  private final float[] corner = new float[ROWS * COLUMNS];

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
    for (int k = 0; k == 0 || k < depth; k += block) {
      int steps = Math.min(block, depth - k);
      if (transposed) {
        packing.packTransposedB(w, k, steps);
      } else {
        packing.packB(w, k, steps);
      }
      for (int r = 0; r < y.rows(); r += BLOCK_ROWS) {
        int rows = Math.min(BLOCK_ROWS, y.rows() - r);
        if (k == 0) {
          start(bias, accumulate, y, r, rows);
        }
        blockByRows(a, r, rows, k, steps, y);
        if (k + block >= depth) {
          VectorElements.activate(activation, y, r, rows, y);
        }
      }
    }
  }

  private void blockByRows(Matrix a, int r, int rows, int k, int steps, Matrix y) {
    for (int c = 0, panel = 0; c < y.columns(); c += COLUMNS, panel += steps * COLUMNS) {
      boolean inside = c + COLUMNS <= y.columns();
      for (int i = 0; i < rows; i += ROWS) {
        if (inside && i + ROWS <= rows) {
          tileByRows(
              a, r + i, ROWS, k, steps, panel, y.floats(), y.rowStart(r + i) + c, y.stride());
        } else {
          int live = Math.min(ROWS, rows - i);
          toCorner(y, r + i, live, c);
          tileByRows(a, r + i, live, k, steps, panel, corner, 0, COLUMNS);
          fromCorner(y, r + i, live, c);
        }
      }
    }
  }

  private void tileByRows(
      Matrix a, int r, int live, int k, int steps, int panel, float[] y, int at, int stride) {
    int last = r + live - 1;
    GemmTile.byRows(
        a.floats(),
        a.rowStart(r) + k,
        a.rowStart(Math.min(r + 1, last)) + k,
        a.rowStart(Math.min(r + 2, last)) + k,
        a.rowStart(Math.min(r + 3, last)) + k,
        a.rowStart(Math.min(r + 4, last)) + k,
        a.rowStart(Math.min(r + 5, last)) + k,
        packing.b,
        panel,
        steps,
        y,
        at,
        stride);
  }

  /** y = start + x^T b: the rows of y are the columns of x, and k runs over the rows of x. */
  void byColumns(Matrix x, Matrix b, boolean accumulate, Matrix y) {
    int depth = x.rows();
    int block = blockOf(depth);
    for (int k = 0; k == 0 || k < depth; k += block) {
      int steps = Math.min(block, depth - k);
      packing.packB(b, k, steps);
      for (int r = 0; r < y.rows(); r += BLOCK_ROWS) {
        int rows = Math.min(BLOCK_ROWS, y.rows() - r);
        if (k == 0) {
          start(null, accumulate, y, r, rows);
        }
        packing.packA(x, k, steps, r, rows);
        blockByColumns(r, rows, steps, y);
      }
    }
  }

  private void blockByColumns(int r, int rows, int steps, Matrix y) {
    int panelOfA = GemmPacking.panelOfA(steps);
    for (int c = 0, panel = 0; c < y.columns(); c += COLUMNS, panel += steps * COLUMNS) {
      boolean inside = c + COLUMNS <= y.columns();
      for (int i = 0, a = 0; i < rows; i += ROWS, a += panelOfA) {
        if (inside && i + ROWS <= rows) {
          tileByColumns(a, panel, steps, y.floats(), y.rowStart(r + i) + c, y.stride());
        } else {
          int live = Math.min(ROWS, rows - i);
          toCorner(y, r + i, live, c);
          tileByColumns(a, panel, steps, corner, 0, COLUMNS);
          fromCorner(y, r + i, live, c);
        }
      }
    }
  }

  private void tileByColumns(int a, int panel, int steps, float[] y, int at, int stride) {
    GemmTile.byColumns(
        packing.a, a, a + 1, a + 2, a + 3, a + 4, a + 5, packing.b, panel, steps, y, at, stride);
  }

  private static void start(@Nullable Matrix bias, boolean accumulate, Matrix y, int r, int rows) {
    for (int i = r; i < r + rows; i++) {
      VectorRows.start(bias, accumulate, y, i);
    }
  }

  private void toCorner(Matrix y, int r, int live, int c) {
    Arrays.fill(corner, 0);
    int width = Math.min(COLUMNS, y.columns() - c);
    for (int i = 0; i < live; i++) {
      System.arraycopy(y.floats(), y.rowStart(r + i) + c, corner, i * COLUMNS, width);
    }
  }

  private void fromCorner(Matrix y, int r, int live, int c) {
    int width = Math.min(COLUMNS, y.columns() - c);
    for (int i = 0; i < live; i++) {
      System.arraycopy(corner, i * COLUMNS, y.floats(), y.rowStart(r + i) + c, width);
    }
  }

  /** Blocks of nearly equal depth, instead of a short last one. */
  private static int blockOf(int depth) {
    int blocks = Math.max(1, GemmPacking.panels(depth, MAX_DEPTH));
    return Math.max(1, GemmPacking.panels(depth, blocks));
  }
}
