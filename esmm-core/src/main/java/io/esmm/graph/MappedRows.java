package io.esmm.graph;

import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that is mapped: those that are wanted are copied into the cache, and the
 * kernels add them up there. They see the same values in the same order as in an array.
 */
final class MappedRows implements EmbeddingRows {
  /** Rows that are copied together, unless a bag has more. */
  private static final int BLOCK = 256;

  private final Kernels kernels;
  private final MappedTable table;
  private Matrix copies;

  /** Where the row of each id stands among the copies. */
  private int[] places = new int[0];

  private @Nullable Matrix whole;
  private @Nullable Matrix part;

  MappedRows(Kernels kernels, MappedTable table) {
    this.kernels = kernels;
    this.table = table;
    this.copies = Matrix.of(Precision.FLOAT, 0, table.columns());
  }

  @Override
  public void gather(int[] ids, int first, Matrix out) {
    table.read(ids, first, out);
  }

  @Override
  public void pool(
      int[] offsets, int[] ids, float @Nullable [] coefficients, int first, Matrix out) {
    for (int row = 0; row < out.rows(); ) {
      int count = rowsOfBlock(offsets, first + row, out.rows() - row);
      copy(offsets, ids, first + row, count);
      Matrix y = part(out, row, count);
      kernels.pool(copies, offsets, places, coefficients, first + row, y);
      row += count;
    }
  }

  @Override
  public void addWeights(int[] ids, int first, Matrix y) {
    setCopies(y.rows());
    table.read(ids, first, copies);
    kernels.elements().copy(copies, true, y);
  }

  @Override
  public void addBagWeights(
      int[] offsets, int[] ids, float @Nullable [] coefficients, int first, Matrix y) {
    for (int row = 0; row < y.rows(); ) {
      int count = rowsOfBlock(offsets, first + row, y.rows() - row);
      copy(offsets, ids, first + row, count);
      Matrix of = part(y, row, count);
      kernels.addBagWeights(copies, offsets, places, coefficients, first + row, of);
      row += count;
    }
  }

  /** How many bags, of at most so many, have no more ids than a block; at least one. */
  private static int rowsOfBlock(int[] offsets, int first, int atMost) {
    int count = 1;
    while (count < atMost && offsets[first + count + 1] - offsets[first] <= BLOCK) {
      count++;
    }
    return count;
  }

  /** Copies the rows of the ids of some bags. */
  private void copy(int[] offsets, int[] ids, int firstBag, int bags) {
    int from = offsets[firstBag];
    int to = offsets[firstBag + bags];
    setCopies(to - from);
    table.read(ids, from, copies);
    if (places.length < to) {
      places = new int[Math.max(ids.length, to)];
    }
    for (int j = from; j < to; j++) {
      places[j] = j - from;
    }
  }

  private void setCopies(int rows) {
    if (rows > copies.capacity()) {
      copies = Matrix.of(Precision.FLOAT, Math.max(rows, BLOCK), table.columns());
    }
    copies.setRows(rows);
  }

  /** A view of some rows; it stays the same object, so that steady scoring makes no garbage. */
  private Matrix part(Matrix of, int from, int count) {
    if (whole != of || part == null) {
      whole = of;
      part = of.rows(0, of.capacity());
    }
    part.show(of, from, count);
    return part;
  }
}
