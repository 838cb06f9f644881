package io.esmm.numerics;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@link Kernels} in double precision, each written as its formula reads. Gradients are checked
 * against finite differences on it, so it values being obviously right over speed: roughly a
 * hundredth of the speed of the float kernels. Holds no state; may be shared by threads.
 */
public final class DoubleKernels implements Kernels {
  private static final Precision DOUBLE = Precision.DOUBLE;

  private final ElementKernels elements = new DoubleElements();
  private final UpdateKernels updates = new DoubleUpdates();
  private final SequenceKernels sequences = new DoubleSequences();
  private final ColumnKernels columnKernels = new DoubleColumns();
  private final DiceKernels diceKernels = new DoubleDice();

  @Override
  public Precision precision() {
    return DOUBLE;
  }

  @Override
  public String description() {
    return "double, scalar";
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
    Shapes.dense(DOUBLE, x, w, bias, y);
    for (int r = 0; r < y.rows(); r++) {
      for (int c = 0; c < y.columns(); c++) {
        double sum = accumulate ? y.get(r, c) : 0;
        if (bias != null) {
          sum += bias.get(0, c);
        }
        for (int k = 0; k < x.columns(); k++) {
          sum += x.get(r, k) * w.get(k, c);
        }
        y.set(r, c, DoubleElements.value(activation, sum));
      }
    }
  }

  @Override
  public void denseInputGradient(Matrix dy, Matrix w, boolean accumulate, Matrix dx) {
    Shapes.inputGradient(DOUBLE, dy, w, dx);
    for (int r = 0; r < dx.rows(); r++) {
      for (int c = 0; c < dx.columns(); c++) {
        double sum = accumulate ? dx.get(r, c) : 0;
        for (int k = 0; k < dy.columns(); k++) {
          sum += dy.get(r, k) * w.get(c, k);
        }
        dx.set(r, c, sum);
      }
    }
  }

  @Override
  public void denseWeightGradient(Matrix x, Matrix dy, boolean accumulate, Matrix dw) {
    Shapes.weightGradient(DOUBLE, x, dy, dw);
    for (int r = 0; r < dw.rows(); r++) {
      for (int c = 0; c < dw.columns(); c++) {
        double sum = accumulate ? dw.get(r, c) : 0;
        for (int k = 0; k < x.rows(); k++) {
          sum += x.get(k, r) * dy.get(k, c);
        }
        dw.set(r, c, sum);
      }
    }
  }

  @Override
  public void columnSums(Matrix x, boolean accumulate, Matrix sums) {
    Shapes.columnSums(DOUBLE, x, sums);
    for (int c = 0; c < x.columns(); c++) {
      double sum = accumulate ? sums.get(0, c) : 0;
      for (int r = 0; r < x.rows(); r++) {
        sum += x.get(r, c);
      }
      sums.set(0, c, sum);
    }
  }

  @Override
  public void lift(
      Matrix from, int[] requestOf, int first, int base, boolean accumulate, Matrix to) {
    Shapes.chosenRows(DOUBLE, "lift", from, requestOf, first, to.rows(), to);
    for (int i = 0; i < to.rows(); i++) {
      int request = Objects.checkIndex(requestOf[first + i] - base, from.rows());
      for (int c = 0; c < to.columns(); c++) {
        DoubleElements.put(to, i, c, accumulate, from.get(request, c));
      }
    }
  }

  @Override
  public void liftGradient(
      Matrix from, int[] requestOf, int first, int base, boolean accumulate, Matrix to) {
    Shapes.chosenRows(DOUBLE, "liftGradient", to, requestOf, first, from.rows(), from);
    if (!accumulate) {
      to.fill(0);
    }
    for (int i = 0; i < from.rows(); i++) {
      int request = Objects.checkIndex(requestOf[first + i] - base, to.rows());
      for (int c = 0; c < from.columns(); c++) {
        DoubleElements.put(to, request, c, true, from.get(i, c));
      }
    }
  }

  @Override
  public void gather(Matrix table, int[] ids, int first, Matrix out) {
    Shapes.chosenRows(DOUBLE, "gather", table, ids, first, out.rows(), out);
    for (int i = 0; i < out.rows(); i++) {
      int id = Objects.checkIndex(ids[first + i], table.rows());
      for (int c = 0; c < out.columns(); c++) {
        out.set(i, c, table.get(id, c));
      }
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
    Shapes.pool(DOUBLE, table, offsets, ids, coefficients, first, out);
    for (int i = 0; i < out.rows(); i++) {
      for (int c = 0; c < out.columns(); c++) {
        double sum = 0;
        for (int j = offsets[first + i]; j < offsets[first + i + 1]; j++) {
          int id = Objects.checkIndex(ids[j], table.rows());
          sum += coefficient(coefficients, j) * table.get(id, c);
        }
        out.set(i, c, sum);
      }
    }
  }

  @Override
  public void addWeights(Matrix weights, int[] ids, int first, Matrix y) {
    Shapes.addWeights(DOUBLE, weights, ids, first, y);
    for (int i = 0; i < y.rows(); i++) {
      int id = Objects.checkIndex(ids[first + i], weights.rows());
      y.set(i, 0, y.get(i, 0) + weights.get(id, 0));
    }
  }

  @Override
  public void addBagWeights(
      Matrix weights,
      int[] offsets,
      int[] ids,
      float @Nullable [] coefficients,
      int first,
      Matrix y) {
    Shapes.pool(DOUBLE, weights, offsets, ids, coefficients, first, y);
    for (int i = 0; i < y.rows(); i++) {
      double sum = y.get(i, 0);
      for (int j = offsets[first + i]; j < offsets[first + i + 1]; j++) {
        int id = Objects.checkIndex(ids[j], weights.rows());
        sum += (coefficients == null ? 1 : coefficients[j]) * weights.get(id, 0);
      }
      y.set(i, 0, sum);
    }
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
    Shapes.sumOccurrences(DOUBLE, starts, from, to, source, row, coefficients, sources, out);
    for (int s = from; s < to; s++) {
      for (int c = 0; c < out.columns(); c++) {
        double sum = 0;
        for (int j = starts[s]; j < starts[s + 1]; j++) {
          Matrix gradient = sources[source[j]];
          int r = Objects.checkIndex(row[j], gradient.rows());
          sum += coefficient(coefficients, j) * gradient.get(r, c);
        }
        out.set(s, c, sum);
      }
    }
  }

  @Override
  public void sum(Matrix[] parts, int count, Matrix to) {
    Shapes.sum(DOUBLE, parts, count, to);
    for (int r = 0; r < to.rows(); r++) {
      for (int c = 0; c < to.columns(); c++) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
          sum += parts[i].get(r, c);
        }
        to.set(r, c, sum);
      }
    }
  }

  @Override
  public boolean allFinite(Matrix x) {
    Shapes.precision(DOUBLE, x);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        if (!Double.isFinite(x.get(r, c))) {
          return false;
        }
      }
    }
    return true;
  }

  private static double coefficient(float @Nullable [] coefficients, int j) {
    return coefficients == null ? 1 : coefficients[j];
  }
}
