package io.esmm.numerics;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@link Kernels} on floats by the Vector API, at the width the machine prefers or {@link
 * KernelChoice#BITS_PROPERTY} says. Needs {@code --add-modules=jdk.incubator.vector}; {@link
 * KernelChoice} makes it where that is given.
 *
 * <p>Products take one rounding a step (fma), where {@link ScalarKernels} takes two; otherwise both
 * do the same in the same order. Matrices without padding are worked through as one long row where
 * the kernel is element-wise.
 *
 * <p>One instance per thread: it owns scratch memory, which grows to the largest operands seen.
 */
public final class VectorKernels implements Kernels {
  private static final Precision FLOAT = Precision.FLOAT;

  private final SequenceKernels sequences = new VectorSequences();
  private final ColumnKernels columnKernels = new VectorColumns();
  private final DiceKernels diceKernels = new VectorDice();

  /** Below so many rows it costs more to pack the weights than to read them as they stand. */
  private static final int FEW_ROWS = 8;

  /** Rows that are summed up while they are in the cache. */
  private static final int BLOCK = 64;

  private final VectorActivations activations = new VectorActivations();
  private final ElementKernels elements = new VectorElements(activations);
  private final UpdateKernels updates = new VectorUpdates();
  private final Gemm gemm = new Gemm(activations);
  private final VectorNarrow narrow = new VectorNarrow();

  @Override
  public Precision precision() {
    return FLOAT;
  }

  @Override
  public String description() {
    return "vector, " + Lanes.SPECIES.vectorBitSize() + " bits";
  }

  @Override
  public ElementKernels elements() {
    return elements;
  }

  @Override
  public UpdateKernels updates() {
    return updates;
  }

  @Override
  public SequenceKernels sequences() {
    return sequences;
  }

  @Override
  public ColumnKernels columns() {
    return columnKernels;
  }

  @Override
  public DiceKernels dice() {
    return diceKernels;
  }

  @Override
  public void dense(
      Matrix x,
      Matrix w,
      @Nullable Matrix bias,
      ElementFunction activation,
      boolean accumulate,
      Matrix y) {
    Shapes.dense(FLOAT, x, w, bias, y);
    if (y.columns() == 1) {
      narrow.forward(x, w, bias, accumulate, y);
      activations.activate(activation, y, 0, y.rows(), y);
    } else if (y.rows() < FEW_ROWS) {
      for (int r = 0; r < y.rows(); r++) {
        VectorRows.start(bias, accumulate, y, r);
        VectorRows.addProduct(x.floats(), x.rowStart(r), 1, w, y.floats(), y.rowStart(r));
      }
      activations.activate(activation, y, 0, y.rows(), y);
    } else {
      gemm.byRows(x, w, false, bias, activation, accumulate, y);
    }
  }

  @Override
  public void denseInputGradient(Matrix dy, Matrix w, boolean accumulate, Matrix dx) {
    Shapes.inputGradient(FLOAT, dy, w, dx);
    if (dy.columns() == 1) {
      narrow.inputGradient(dy, w, accumulate, dx);
    } else {
      gemm.byRows(dy, w, true, null, ElementFunction.IDENTITY, accumulate, dx);
    }
  }

  @Override
  public void denseWeightGradient(Matrix x, Matrix dy, boolean accumulate, Matrix dw) {
    Shapes.weightGradient(FLOAT, x, dy, dw);
    if (dy.columns() == 1) {
      narrow.weightGradient(x, dy, accumulate, dw);
    } else {
      gemm.byColumns(x, dy, accumulate, dw);
    }
  }

  @Override
  public void columnSums(Matrix x, boolean accumulate, Matrix sums) {
    Shapes.columnSums(FLOAT, x, sums);
    if (x.columns() == 1 && LongRows.flat(x)) {
      int at = sums.rowStart(0);
      float start = accumulate ? sums.floats()[at] : 0;
      sums.floats()[at] = start + narrow.sum(x.floats(), x.offset(), x.rows());
      return;
    }
    VectorRows.start(null, accumulate, sums, 0);
    for (int r = 0; r < x.rows(); r += BLOCK) {
      int end = Math.min(r + BLOCK, x.rows());
      VectorRows.addRows(x, r, end, sums.floats(), sums.rowStart(0));
    }
  }

  @Override
  public void lift(
      Matrix from, int[] requestOf, int first, int base, boolean accumulate, Matrix to) {
    Shapes.chosenRows(FLOAT, "lift", from, requestOf, first, to.rows(), to);
    for (int i = 0; i < to.rows(); i++) {
      int request = Objects.checkIndex(requestOf[first + i] - base, from.rows());
      VectorRows.copy(
          from.floats(),
          from.rowStart(request),
          accumulate,
          to.floats(),
          to.rowStart(i),
          to.columns());
    }
  }

  @Override
  public void liftGradient(
      Matrix from, int[] requestOf, int first, int base, boolean accumulate, Matrix to) {
    Shapes.chosenRows(FLOAT, "liftGradient", to, requestOf, first, from.rows(), from);
    if (!accumulate) {
      to.fill(0);
    }
    int i = 0;
    while (i < from.rows()) {
      int request = requestOf[first + i];
      int end = i + 1;
      while (end < from.rows() && requestOf[first + end] == request && end - i < BLOCK) {
        end++;
      }
      int row = Objects.checkIndex(request - base, to.rows());
      VectorRows.addRows(from, i, end, to.floats(), to.rowStart(row));
      i = end;
    }
  }

  @Override
  public void gather(Matrix table, int[] ids, int first, Matrix out) {
    Shapes.chosenRows(FLOAT, "gather", table, ids, first, out.rows(), out);
    for (int i = 0; i < out.rows(); i++) {
      int id = Objects.checkIndex(ids[first + i], table.rows());
      VectorRows.copy(
          table.floats(), table.rowStart(id), false, out.floats(), out.rowStart(i), out.columns());
    }
  }

  @Override
  public void pool(
      Matrix table,
      int[] offsets,
      int[] ids,
      float @Nullable [] coefficients,
      int first,
      Matrix out) {
    Shapes.pool(FLOAT, table, offsets, ids, coefficients, first, out);
    for (int i = 0; i < out.rows(); i++) {
      int from = offsets[first + i];
      int to = offsets[first + i + 1];
      VectorBags.pool(table, ids, coefficients, from, to, out, i);
    }
  }

  @Override
  public void addWeights(Matrix weights, int[] ids, int first, Matrix y) {
    Shapes.addWeights(FLOAT, weights, ids, first, y);
    SparseWeights.add(weights, ids, first, y);
  }

  @Override
  public void addBagWeights(
      Matrix weights,
      int[] offsets,
      int[] ids,
      float @Nullable [] coefficients,
      int first,
      Matrix y) {
    Shapes.pool(FLOAT, weights, offsets, ids, coefficients, first, y);
    SparseWeights.addBags(weights, offsets, ids, coefficients, first, y);
  }

  @Override
  public void sumOccurrences(
      int[] starts,
      int from,
      int to,
      int[] source,
      int[] row,
      float @Nullable [] coefficients,
      Matrix[] sources,
      Matrix out) {
    Shapes.sumOccurrences(FLOAT, starts, from, to, source, row, coefficients, sources, out);
    for (int s = from; s < to; s++) {
      VectorBags.sumOccurrences(
          sources, source, row, coefficients, starts[s], starts[s + 1], out, s);
    }
  }

  @Override
  public void sum(Matrix[] parts, int count, Matrix to) {
    Shapes.sum(FLOAT, parts, count, to);
    for (int r = 0; r < to.rows(); r++) {
      VectorRows.start(null, false, to, r);
      for (int i = 0; i < count; i++) {
        VectorRows.copy(
            parts[i].floats(),
            parts[i].rowStart(r),
            true,
            to.floats(),
            to.rowStart(r),
            to.columns());
      }
    }
  }

  @Override
  public boolean allFinite(Matrix x) {
    Shapes.precision(FLOAT, x);
    boolean flat = LongRows.flat(x);
    for (int r = 0; r < LongRows.count(flat, x); r++) {
      if (!VectorRows.allFinite(x.floats(), x.rowStart(r), LongRows.width(flat, x))) {
        return false;
      }
    }
    return true;
  }
}
