package io.esmm.numerics;

import static io.esmm.numerics.GemmTile.COLUMNS;
import static io.esmm.numerics.GemmTile.HALF_ROWS;
import static io.esmm.numerics.GemmTile.ROWS;
import static io.esmm.numerics.Lanes.LENGTH;

import org.jspecify.annotations.Nullable;

/**
 * Matrix products, blocked for the caches (Goto and van de Geijn 2008), in three files: {@link
 * GemmTile} multiplies a tile of six rows by two vectors in registers, {@link GemmPacking} copies
 * operands into the order in which the tile reads them, and this class walks over the matrices.
 *
 * <p>The walk, outermost loop first. A block of k, so that one packed panel of b (two vectors wide)
 * stays in the first-level cache; the whole of b is packed for it. A block of rows, so that the
 * block of a stays in the second-level cache while the panels of b pass by. A panel. A tile.
 *
 * <pre>
 *   for k block:        pack b[k block, all columns]
 *     for row block:    weight gradient: pack a, transposed                 (block of a: L2)
 *       for panel:                                                          (panel of b: L1)
 *         for tile:     y[tile] = start + a[six rows, k block] panel        (sums: registers)
 *       last k block:   activation
 * </pre>
 *
 * <p>All three products of a layer come down to this one. The gradient to the input packs the
 * transposed weights as b. The gradient to the weights packs the transposed input as a, whose rows
 * are then the rows of the weights, and its k runs over the rows of the batch.
 *
 * <p>The last panel of columns ends where y ends, so it overlaps the one before. What they share is
 * computed twice, to the same value; or, where sums start from y, has zeros for b in the last panel
 * and is left as it is. Rows behind the last one repeat it.
 *
 * <p><b>The same bits for a row, wherever it stands.</b> An element of y begins with its start
 * value (zero, bias, its own) and takes its products by fma in the order k = 0, 1, 2, ...; between
 * blocks of k it rests in y, which loses nothing. So no element's arithmetic depends on the number
 * of rows, on its place, or on the width of the vectors.
 */
final class Gemm {
  /**
   * Steps of k in a block at most: a panel of b takes 26 KB of the first-level cache at 256 bits.
   */
  private static final int MAX_DEPTH = 416;

  /** Rows in a block, a multiple of both tiles' rows: 80 KB of the second-level cache. */
  private static final int BLOCK_ROWS = 48;

  private final VectorActivations activations;
  private final GemmPacking packing = new GemmPacking();

  /** A block of a y that is narrower than a vector. */
  private final float[] thin = new float[BLOCK_ROWS * LENGTH];

  Gemm(VectorActivations activations) {
    this.activations = activations;
  }

  /** y = activation(start + a w), or start + a w^T if {@code transposed}. */
  void byRows(
      Matrix a,
      Matrix w,
      boolean transposed,
      @Nullable Matrix bias,
      ElementFunction activation,
      boolean accumulate,
      Matrix y) {
    int depth = a.columns();
    int block = blockOf(depth);
    boolean fromY = prepareStart(bias, accumulate, y);
    for (int k = 0; k == 0 || k < depth; k += block) {
      int steps = Math.min(block, depth - k);
      if (transposed) {
        packing.packTransposedB(w, k, steps, fromY);
      } else {
        packing.packB(w, k, steps, fromY);
      }
      for (int r = 0; r < y.rows(); r += BLOCK_ROWS) {
        int rows = Math.min(BLOCK_ROWS, y.rows() - r);
        multiply(a.floats(), a.rowStart(r) + k, a.stride(), steps, y, r, rows, fromY);
        if (k + block >= depth) {
          activations.activate(activation, y, r, rows, y);
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
      packing.packB(b, k, steps, fromY);
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

  /**
   * The rows [r, r + rows) of y: their start values, which stand in y if {@code fromY}, else in
   * packing.start, plus the block of a that begins at a[at], times the packed b.
   */
  private void multiply(
      float[] a, int at, int strideOfA, int steps, Matrix y, int r, int rows, boolean fromY) {
    int width = y.columns();
    if (width < LENGTH) {
      multiplyThin(a, at, strideOfA, steps, y, r, rows, fromY);
      return;
    }
    for (int panel = 0; panel < width; panel += GemmPacking.panelWidth(width, panel)) {
      int c = GemmPacking.firstColumn(width, panel);
      float[] start = fromY ? y.floats() : packing.start;
      int atStart = fromY ? y.rowStart(r) + c : c;
      int strideOfStart = fromY ? y.stride() : 0;
      int to = y.rowStart(r) + c;
      boolean whole = GemmPacking.panelWidth(width, panel) == COLUMNS;
      panel(
          whole,
          a,
          at,
          strideOfA,
          panel * steps,
          steps,
          start,
          atStart,
          strideOfStart,
          y.floats(),
          to,
          y.stride(),
          rows);
    }
  }

  /** The same on a copy of y with rows of LENGTH elements. */
  private void multiplyThin(
      float[] a, int at, int strideOfA, int steps, Matrix y, int r, int rows, boolean fromY) {
    for (int i = 0; i < rows; i++) {
      float[] from = fromY ? y.floats() : packing.start;
      System.arraycopy(from, fromY ? y.rowStart(r + i) : 0, thin, i * LENGTH, y.columns());
    }
    panel(false, a, at, strideOfA, 0, steps, thin, 0, LENGTH, thin, 0, LENGTH, rows);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(thin, i * LENGTH, y.floats(), y.rowStart(r + i), y.columns());
    }
  }

  /** The tiles of a panel, one below the other. */
  private void panel(
      boolean whole,
      float[] a,
      int at,
      int strideOfA,
      int panel,
      int steps,
      float[] start,
      int atStart,
      int strideOfStart,
      float[] y,
      int atY,
      int strideOfY,
      int rows) {
    int last = rows - 1;
    for (int i = 0; i < rows; i += whole ? ROWS : HALF_ROWS) {
      int a0 = at + i * strideOfA;
      int lastA = at + last * strideOfA;
      int a1 = Math.min(a0 + strideOfA, lastA);
      int a2 = Math.min(a1 + strideOfA, lastA);
      int a3 = Math.min(a2 + strideOfA, lastA);
      int a4 = Math.min(a3 + strideOfA, lastA);
      int a5 = Math.min(a4 + strideOfA, lastA);
      int s0 = atStart + i * strideOfStart;
      int lastStart = atStart + last * strideOfStart;
      int y0 = atY + i * strideOfY;
      int lastY = atY + last * strideOfY;
      if (whole) {
        GemmTile.whole(
            a,
            a0,
            a1,
            a2,
            a3,
            a4,
            a5,
            packing.b,
            panel,
            steps,
            start,
            s0,
            strideOfStart,
            lastStart,
            y,
            y0,
            strideOfY,
            lastY);
      } else {
        int a6 = Math.min(a5 + strideOfA, lastA);
        int a7 = Math.min(a6 + strideOfA, lastA);
        GemmTile.half(
            a,
            a0,
            a1,
            a2,
            a3,
            a4,
            a5,
            a6,
            a7,
            packing.b,
            panel,
            steps,
            start,
            s0,
            strideOfStart,
            lastStart,
            y,
            y0,
            strideOfY,
            lastY);
      }
    }
  }

  /** Blocks of nearly equal depth, instead of a short last one. */
  private static int blockOf(int depth) {
    int blocks = Math.max(1, (depth + MAX_DEPTH - 1) / MAX_DEPTH);
    return Math.max(1, (depth + blocks - 1) / blocks);
  }
}
