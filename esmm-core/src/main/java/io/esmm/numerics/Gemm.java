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
 * <p><b>The same bits for a row, wherever it stands.</b> An element of y begins with its start
 * value (zero, bias, its own) and takes its products by fma in the order k = 0, 1, 2, ...; between
 * blocks of k it rests in y, which loses nothing. At the edges the same micro-kernel works on a
 * copy of the tile in a corner of scratch memory, with the last row repeated and zeros for what is
 * missing. So no element's arithmetic depends on the number of rows, on its place, or on the width
 * of the vectors.
 */
final class Gemm {
  /**
   * Steps of k in a block at most: a panel of b takes 26 KB of the first-level cache at 256 bits.
   */
  private static final int MAX_DEPTH = 416;

  /** Rows in a block, a multiple of both tiles' rows: 80 KB of the second-level cache. */
  private static final int BLOCK_ROWS = 48;

  private final VectorElements elements;
  private final GemmPacking packing = new GemmPacking();
  private final float[] corner = new float[Math.max(ROWS * COLUMNS, HALF_ROWS * LENGTH)];

  Gemm(VectorElements elements) {
    this.elements = elements;
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
        packing.packTransposedB(w, k, steps);
      } else {
        packing.packB(w, k, steps);
      }
      for (int r = 0; r < y.rows(); r += BLOCK_ROWS) {
        int rows = Math.min(BLOCK_ROWS, y.rows() - r);
        multiply(a.floats(), a.rowStart(r) + k, a.stride(), steps, y, r, rows, fromY);
        if (k + block >= depth) {
          elements.activate(activation, y, r, rows, y);
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

  /**
   * The rows [r, r + rows) of y: their start values, which stand in y if {@code fromY}, else in
   * packing.start, plus the block of a that begins at a[at], times the packed b.
   */
  private void multiply(
      float[] a, int at, int strideOfA, int steps, Matrix y, int r, int rows, boolean fromY) {
    int c = 0;
    for (; c + LENGTH < y.columns(); c += COLUMNS) {
      for (int i = 0; i < rows; i += ROWS) {
        int live = Math.min(ROWS, rows - i);
        wholeTile(a, at + i * strideOfA, strideOfA, steps, y, r + i, live, c, fromY);
      }
    }
    if (c < y.columns()) {
      for (int i = 0; i < rows; i += HALF_ROWS) {
        int live = Math.min(HALF_ROWS, rows - i);
        halfTile(a, at + i * strideOfA, strideOfA, steps, y, r + i, live, c, fromY);
      }
    }
  }

  private void wholeTile(
      float[] a,
      int at,
      int strideOfA,
      int steps,
      Matrix y,
      int r,
      int live,
      int c,
      boolean fromY) {
    boolean inside = live == ROWS && c + COLUMNS <= y.columns();
    if (!inside) {
      toCorner(fromY, y, r, live, c, COLUMNS);
    }
    boolean inPlace = fromY || !inside;
    float[] to = inside ? y.floats() : corner;
    int atTo = inside ? y.rowStart(r) + c : 0;
    int stride = inside ? y.stride() : COLUMNS;
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
        c * steps,
        steps,
        inPlace ? to : packing.start,
        inPlace ? atTo : c,
        inPlace ? stride : 0,
        to,
        atTo,
        stride);
    if (!inside) {
      fromCorner(y, r, live, c, COLUMNS);
    }
  }

  private void halfTile(
      float[] a,
      int at,
      int strideOfA,
      int steps,
      Matrix y,
      int r,
      int live,
      int c,
      boolean fromY) {
    boolean inside = live == HALF_ROWS && c + LENGTH <= y.columns();
    if (!inside) {
      toCorner(fromY, y, r, live, c, LENGTH);
    }
    boolean inPlace = fromY || !inside;
    float[] to = inside ? y.floats() : corner;
    int atTo = inside ? y.rowStart(r) + c : 0;
    int stride = inside ? y.stride() : LENGTH;
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
        c * steps,
        steps,
        inPlace ? to : packing.start,
        inPlace ? atTo : c,
        inPlace ? stride : 0,
        to,
        atTo,
        stride);
    if (!inside) {
      fromCorner(y, r, live, c, LENGTH);
    }
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
