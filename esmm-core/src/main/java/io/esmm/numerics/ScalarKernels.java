package io.esmm.numerics;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@link Kernels} on floats in plain loops: what every machine can run, and what {@code
 * VectorKernels} is tested against.
 *
 * <p>Products are a multiplication and an addition, each rounded: {@code Math.fma} would round
 * once, but where the JIT has no such instruction it computes through {@code BigDecimal}, thousands
 * of times slower. The inner loops run along rows, over arrays and local variables only, which is
 * the form that C2 turns into vector instructions by itself; they add in the same order with or
 * without it.
 *
 * <p>One instance per thread: it owns scratch memory, which grows to the largest weights seen.
 */
public final class ScalarKernels implements Kernels {
  private static final Precision FLOAT = Precision.FLOAT;

  private final ElementKernels elements = new ScalarElements();
  private final UpdateKernels updates = new ScalarUpdates();
  private final SequenceKernels sequences = new ScalarSequences();
  private final ColumnKernels columnKernels = new ScalarColumns();
  private final DiceKernels diceKernels = new ScalarDice();

  /** w^T of the last input gradient. */
  private Matrix transposed = Matrix.of(FLOAT, 0, 0);

  @Override
  public Precision precision() {
    return FLOAT;
  }

  @Override
  public String description() {
    return "scalar";
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
    for (int r = 0; r < y.rows(); r++) {
      start(bias, accumulate, y, r);
      ScalarRows.addProduct(
          x.floats(), x.rowStart(r), 1, x.columns(), w, y.floats(), y.rowStart(r));
      ScalarRows.activate(
          activation, y.floats(), y.rowStart(r), y.floats(), y.rowStart(r), y.columns());
    }
  }

  private static void start(@Nullable Matrix bias, boolean accumulate, Matrix y, int r) {
    float[] a = y.floats();
    int at = y.rowStart(r);
    if (!accumulate) {
      Arrays.fill(a, at, at + y.columns(), 0);
    }
    if (bias != null) {
      ScalarRows.copy(bias.floats(), bias.rowStart(0), true, a, at, y.columns());
    }
  }

  @Override
  public void denseInputGradient(Matrix dy, Matrix w, boolean accumulate, Matrix dx) {
    Shapes.inputGradient(FLOAT, dy, w, dx);
    transpose(w);
    for (int r = 0; r < dx.rows(); r++) {
      start(null, accumulate, dx, r);
      ScalarRows.addProduct(
          dy.floats(), dy.rowStart(r), 1, dy.columns(), transposed, dx.floats(), dx.rowStart(r));
    }
  }

  /** Rows of w^T lie along dx, so that the inner loop of the product does, too. */
  private void transpose(Matrix w) {
    int columns = w.rows();
    if (transposed.columns() != columns || transposed.capacity() < w.columns()) {
      transposed = Matrix.of(FLOAT, w.columns(), columns);
    }
    transposed.setRows(w.columns());
    float[] from = w.floats();
    float[] to = transposed.floats();
    for (int r = 0; r < w.rows(); r++) {
      for (int c = 0; c < w.columns(); c++) {
        to[c * columns + r] = from[w.rowStart(r) + c];
      }
    }
  }

  @Override
  public void denseWeightGradient(Matrix x, Matrix dy, boolean accumulate, Matrix dw) {
    Shapes.weightGradient(FLOAT, x, dy, dw);
    for (int r = 0; r < dw.rows(); r++) {
      start(null, accumulate, dw, r);
      // Row r of x^T is column r of x: its elements stand a stride apart.
      ScalarRows.addProduct(
          x.floats(), x.offset() + r, x.stride(), x.rows(), dy, dw.floats(), dw.rowStart(r));
    }
  }

  @Override
  public void columnSums(Matrix x, boolean accumulate, Matrix sums) {
    Shapes.columnSums(FLOAT, x, sums);
    start(null, accumulate, sums, 0);
    for (int r = 0; r < x.rows(); r++) {
      ScalarRows.copy(
          x.floats(), x.rowStart(r), true, sums.floats(), sums.rowStart(0), x.columns());
    }
  }

  @Override
  public void lift(
      Matrix from, int[] requestOf, int first, int base, boolean accumulate, Matrix to) {
    Shapes.chosenRows(FLOAT, "lift", from, requestOf, first, to.rows(), to);
    for (int i = 0; i < to.rows(); i++) {
      int request = Objects.checkIndex(requestOf[first + i] - base, from.rows());
      ScalarRows.copy(
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
    for (int i = 0; i < from.rows(); i++) {
      int request = Objects.checkIndex(requestOf[first + i] - base, to.rows());
      ScalarRows.copy(
          from.floats(), from.rowStart(i), true, to.floats(), to.rowStart(request), to.columns());
    }
  }

  @Override
  public void gather(Matrix table, int[] ids, int first, Matrix out) {
    Shapes.chosenRows(FLOAT, "gather", table, ids, first, out.rows(), out);
    for (int i = 0; i < out.rows(); i++) {
      int id = Objects.checkIndex(ids[first + i], table.rows());
      ScalarRows.copy(
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
      start(null, false, out, i);
      for (int j = offsets[first + i]; j < offsets[first + i + 1]; j++) {
        int id = Objects.checkIndex(ids[j], table.rows());
        addRow(table, id, coefficients, j, out, i);
      }
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
      start(null, false, out, s);
      for (int j = starts[s]; j < starts[s + 1]; j++) {
        Matrix gradient = sources[source[j]];
        addRow(gradient, Objects.checkIndex(row[j], gradient.rows()), coefficients, j, out, s);
      }
    }
  }

  private static void addRow(
      Matrix from, int row, float @Nullable [] coefficients, int j, Matrix out, int outRow) {
    float[] a = from.floats();
    int at = from.rowStart(row);
    if (coefficients == null) {
      ScalarRows.copy(a, at, true, out.floats(), out.rowStart(outRow), out.columns());
    } else {
      ScalarRows.addScaled(
          coefficients[j], a, at, out.floats(), out.rowStart(outRow), out.columns());
    }
  }

  @Override
  public void sum(Matrix[] parts, int count, Matrix to) {
    Shapes.sum(FLOAT, parts, count, to);
    for (int r = 0; r < to.rows(); r++) {
      start(null, false, to, r);
      for (int i = 0; i < count; i++) {
        ScalarRows.copy(
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
    float[] a = x.floats();
    for (int r = 0; r < x.rows(); r++) {
      // 0 * x is 0 for a finite x, otherwise NaN, which then stays.
      float zero = 0;
      for (int i = x.rowStart(r), end = i + x.columns(); i < end; i++) {
        zero += 0 * a[i];
      }
      if (zero != 0) {
        return false;
      }
    }
    return true;
  }
}
