package io.esmm.numerics;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@link Kernels} on floats by the Vector API, at whatever width the machine prefers. Needs {@code
 * --add-modules=jdk.incubator.vector}; {@link KernelChoice} makes it where that is given.
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

  private final VectorDots dots = new VectorDots();

  /** Rows that are summed up while they are in the cache. */
  private static final int BLOCK = 64;

  private final VectorElements elements = new VectorElements();
  private final Gemm gemm = new Gemm(elements);
  private final VectorNarrow narrow = new VectorNarrow();
  private final AdamConstants constants = new AdamConstants();
  private final FtrlConstants ftrlConstants = new FtrlConstants();

  @Override
  public Precision precision() {
    return FLOAT;
  }

  @Override
  public String description() {
    return "vector, " + Lanes.SPECIES.vectorBitSize() + " bits";
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
      elements.activate(activation, y, 0, y.rows(), y);
    } else if (y.rows() < FEW_ROWS) {
      for (int r = 0; r < y.rows(); r++) {
        VectorRows.start(bias, accumulate, y, r);
        VectorRows.addProduct(x.floats(), x.rowStart(r), 1, w, y.floats(), y.rowStart(r));
      }
      elements.activate(activation, y, 0, y.rows(), y);
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
    if (x.columns() == 1 && flat(x)) {
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
  public void activate(ElementFunction activation, Matrix x, Matrix y) {
    Shapes.same(FLOAT, "activate", x, y);
    elements.activate(activation, x, 0, x.rows(), y);
  }

  @Override
  public void activationGradient(
      ElementFunction activation, Matrix y, Matrix dy, boolean accumulate, Matrix dx) {
    Shapes.same(FLOAT, "activationGradient", y, dy, dx);
    boolean flat = flat(y) && flat(dy) && flat(dx);
    for (int r = 0; r < rows(flat, y); r++) {
      VectorElements.gradient(
          activation,
          y.floats(),
          y.rowStart(r),
          dy.floats(),
          dy.rowStart(r),
          accumulate,
          dx.floats(),
          dx.rowStart(r),
          width(flat, y));
    }
  }

  @Override
  public void copy(Matrix from, boolean accumulate, Matrix to) {
    Shapes.same(FLOAT, "copy", from, to);
    boolean flat = flat(from) && flat(to);
    for (int r = 0; r < rows(flat, to); r++) {
      VectorRows.copy(
          from.floats(),
          from.rowStart(r),
          accumulate,
          to.floats(),
          to.rowStart(r),
          width(flat, to));
    }
  }

  @Override
  public void multiply(Matrix a, Matrix b, boolean accumulate, Matrix to) {
    Shapes.same(FLOAT, "multiply", a, b, to);
    boolean flat = flat(a) && flat(b) && flat(to);
    for (int r = 0; r < rows(flat, to); r++) {
      VectorRows.multiply(
          a.floats(),
          a.rowStart(r),
          b.floats(),
          b.rowStart(r),
          accumulate,
          to.floats(),
          to.rowStart(r),
          width(flat, to));
    }
  }

  @Override
  public void scaleRows(Matrix x, Matrix scale, boolean accumulate, Matrix y) {
    Shapes.same(FLOAT, "scaleRows", x, y);
    Shapes.rowNumbers(FLOAT, "scaleRows", x, scale);
    for (int r = 0; r < y.rows(); r++) {
      VectorRows.scale(
          scale.floats()[scale.rowStart(r)],
          x.floats(),
          x.rowStart(r),
          accumulate,
          y.floats(),
          y.rowStart(r),
          y.columns());
    }
  }

  @Override
  public void rowDots(Matrix a, Matrix b, boolean accumulate, Matrix sums) {
    Shapes.same(FLOAT, "rowDots", a, b);
    Shapes.rowNumbers(FLOAT, "rowDots", a, sums);
    float[] out = sums.floats();
    for (int r = 0; r < a.rows(); r++) {
      float dot = dots.dot(a.floats(), a.rowStart(r), b.floats(), b.rowStart(r), a.columns());
      int at = sums.rowStart(r);
      out[at] = accumulate ? out[at] + dot : dot;
    }
  }

  @Override
  public void softmax(Matrix x, Matrix y) {
    Shapes.same(FLOAT, "softmax", x, y);
    for (int r = 0; r < y.rows(); r++) {
      SoftmaxRows.softmax(x.floats(), x.rowStart(r), y.floats(), y.rowStart(r), y.columns());
    }
  }

  @Override
  public void softmaxGradient(Matrix y, Matrix dy, boolean accumulate, Matrix dx) {
    Shapes.same(FLOAT, "softmaxGradient", y, dy, dx);
    for (int r = 0; r < y.rows(); r++) {
      SoftmaxRows.gradient(
          y.floats(),
          y.rowStart(r),
          dy.floats(),
          dy.rowStart(r),
          accumulate,
          dx.floats(),
          dx.rowStart(r),
          dx.columns());
    }
  }

  @Override
  public void scale(double factor, Matrix from, boolean accumulate, Matrix to) {
    Shapes.same(FLOAT, "scale", from, to);
    for (int r = 0; r < to.rows(); r++) {
      if (!accumulate) {
        Arrays.fill(to.floats(), to.rowStart(r), to.rowStart(r) + to.columns(), 0);
      }
      VectorRows.addScaled(
          (float) factor,
          from.floats(),
          from.rowStart(r),
          to.floats(),
          to.rowStart(r),
          to.columns());
    }
  }

  @Override
  public void logSigmoid(Matrix x, Matrix y) {
    Shapes.same(FLOAT, "logSigmoid", x, y);
    boolean flat = flat(x) && flat(y);
    for (int r = 0; r < rows(flat, x); r++) {
      elements.logSigmoid(x.floats(), x.rowStart(r), y.floats(), y.rowStart(r), width(flat, x));
    }
  }

  @Override
  public void log1mexp(Matrix x, Matrix y) {
    Shapes.same(FLOAT, "log1mexp", x, y);
    boolean flat = flat(x) && flat(y);
    for (int r = 0; r < rows(flat, x); r++) {
      elements.log1mexp(x.floats(), x.rowStart(r), y.floats(), y.rowStart(r), width(flat, x));
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
    boolean flat = flat(x);
    for (int r = 0; r < rows(flat, x); r++) {
      if (!VectorRows.allFinite(x.floats(), x.rowStart(r), width(flat, x))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void adam(AdamStep step, Matrix g, Matrix w, Matrix m, Matrix v) {
    Shapes.same(FLOAT, "adam", g, w, m, v);
    constants.set(step);
    boolean flat = flat(g) && flat(w) && flat(m) && flat(v);
    for (int r = 0; r < rows(flat, w); r++) {
      adamRow(g, r, w, m, v, r, width(flat, w));
    }
  }

  @Override
  public void adamRows(
      AdamStep step, Matrix g, int[] rows, int from, int to, Matrix w, Matrix m, Matrix v) {
    Shapes.chosenUpdates(FLOAT, "adamRows", g, rows, from, to, w, m, v);
    constants.set(step);
    for (int s = from; s < to; s++) {
      adamRow(g, s, w, m, v, Objects.checkIndex(rows[s], w.rows()), w.columns());
    }
  }

  private void adamRow(
      Matrix g, int gradientRow, Matrix w, Matrix m, Matrix v, int row, int width) {
    VectorRows.adam(
        constants,
        g.floats(),
        g.rowStart(gradientRow),
        w.floats(),
        w.rowStart(row),
        m.floats(),
        m.rowStart(row),
        v.floats(),
        v.rowStart(row),
        width);
  }

  @Override
  public void ftrl(FtrlRule rule, double gradientScale, Matrix g, Matrix w, Matrix z, Matrix n) {
    Shapes.same(FLOAT, "ftrl", g, w, z, n);
    ftrlConstants.set(rule, gradientScale);
    boolean flat = flat(g) && flat(w) && flat(z) && flat(n);
    for (int r = 0; r < rows(flat, w); r++) {
      ftrlRow(g, r, w, z, n, r, width(flat, w));
    }
  }

  @Override
  public void ftrlRows(
      FtrlRule rule,
      double gradientScale,
      Matrix g,
      int[] rows,
      int from,
      int to,
      Matrix w,
      Matrix z,
      Matrix n) {
    Shapes.chosenUpdates(FLOAT, "ftrlRows", g, rows, from, to, w, z, n);
    ftrlConstants.set(rule, gradientScale);
    for (int s = from; s < to; s++) {
      ftrlRow(g, s, w, z, n, Objects.checkIndex(rows[s], w.rows()), w.columns());
    }
  }

  private void ftrlRow(
      Matrix g, int gradientRow, Matrix w, Matrix z, Matrix n, int row, int width) {
    float[] a = g.floats();
    int at = g.rowStart(gradientRow);
    int atW = w.rowStart(row);
    int atZ = z.rowStart(row);
    int atN = n.rowStart(row);
    int whole = Lanes.whole(width);
    VectorRows.ftrl(ftrlConstants, a, at, w.floats(), atW, z.floats(), atZ, n.floats(), atN, whole);
    // A table of weights is one column wide: plain code, where a masked vector would cost more.
    ScalarRows.ftrl(
        ftrlConstants,
        a,
        at + whole,
        w.floats(),
        atW + whole,
        z.floats(),
        atZ + whole,
        n.floats(),
        atN + whole,
        width - whole);
  }

  /** Whether all elements stand side by side. */
  private static boolean flat(Matrix x) {
    return x.stride() == x.columns();
  }

  private static int rows(boolean flat, Matrix x) {
    return flat ? 1 : x.rows();
  }

  private static int width(boolean flat, Matrix x) {
    return flat ? x.rows() * x.columns() : x.columns();
  }
}
