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
        y.set(r, c, value(activation, sum));
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
  public void activate(ElementFunction activation, Matrix x, Matrix y) {
    Shapes.same(DOUBLE, "activate", x, y);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        y.set(r, c, value(activation, x.get(r, c)));
      }
    }
  }

  @Override
  public void activationGradient(
      ElementFunction activation, Matrix y, Matrix dy, boolean accumulate, Matrix dx) {
    Shapes.same(DOUBLE, "activationGradient", y, dy, dx);
    for (int r = 0; r < y.rows(); r++) {
      for (int c = 0; c < y.columns(); c++) {
        put(dx, r, c, accumulate, gradient(activation, y.get(r, c), dy.get(r, c)));
      }
    }
  }

  @Override
  public void copy(Matrix from, boolean accumulate, Matrix to) {
    Shapes.same(DOUBLE, "copy", from, to);
    for (int r = 0; r < to.rows(); r++) {
      for (int c = 0; c < to.columns(); c++) {
        put(to, r, c, accumulate, from.get(r, c));
      }
    }
  }

  @Override
  public void multiply(Matrix a, Matrix b, boolean accumulate, Matrix to) {
    Shapes.same(DOUBLE, "multiply", a, b, to);
    for (int r = 0; r < to.rows(); r++) {
      for (int c = 0; c < to.columns(); c++) {
        put(to, r, c, accumulate, a.get(r, c) * b.get(r, c));
      }
    }
  }

  @Override
  public void scaleRows(Matrix x, Matrix scale, boolean accumulate, Matrix y) {
    Shapes.same(DOUBLE, "scaleRows", x, y);
    Shapes.rowNumbers(DOUBLE, "scaleRows", x, scale);
    for (int r = 0; r < y.rows(); r++) {
      for (int c = 0; c < y.columns(); c++) {
        put(y, r, c, accumulate, scale.get(r, 0) * x.get(r, c));
      }
    }
  }

  @Override
  public void rowDots(Matrix a, Matrix b, boolean accumulate, Matrix dots) {
    Shapes.same(DOUBLE, "rowDots", a, b);
    Shapes.rowNumbers(DOUBLE, "rowDots", a, dots);
    for (int r = 0; r < a.rows(); r++) {
      put(dots, r, 0, accumulate, dot(a, b, r));
    }
  }

  private static double dot(Matrix a, Matrix b, int r) {
    double sum = 0;
    for (int c = 0; c < a.columns(); c++) {
      sum += a.get(r, c) * b.get(r, c);
    }
    return sum;
  }

  @Override
  public void softmax(Matrix x, Matrix y) {
    Shapes.same(DOUBLE, "softmax", x, y);
    for (int r = 0; r < y.rows(); r++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < x.columns(); c++) {
        largest = Math.max(largest, x.get(r, c));
      }
      double sum = 0;
      for (int c = 0; c < x.columns(); c++) {
        sum += Math.exp(x.get(r, c) - largest);
      }
      for (int c = 0; c < x.columns(); c++) {
        y.set(r, c, Math.exp(x.get(r, c) - largest) / sum);
      }
    }
  }

  @Override
  public void softmaxGradient(Matrix y, Matrix dy, boolean accumulate, Matrix dx) {
    Shapes.same(DOUBLE, "softmaxGradient", y, dy, dx);
    for (int r = 0; r < y.rows(); r++) {
      double mean = dot(y, dy, r);
      for (int c = 0; c < y.columns(); c++) {
        put(dx, r, c, accumulate, y.get(r, c) * (dy.get(r, c) - mean));
      }
    }
  }

  @Override
  public void scale(double factor, Matrix from, boolean accumulate, Matrix to) {
    Shapes.same(DOUBLE, "scale", from, to);
    for (int r = 0; r < to.rows(); r++) {
      for (int c = 0; c < to.columns(); c++) {
        put(to, r, c, accumulate, factor * from.get(r, c));
      }
    }
  }

  @Override
  public void logSigmoid(Matrix x, Matrix y) {
    Shapes.same(DOUBLE, "logSigmoid", x, y);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        y.set(r, c, ScalarFunctions.logSigmoid(x.get(r, c)));
      }
    }
  }

  @Override
  public void log1mexp(Matrix x, Matrix y) {
    Shapes.same(DOUBLE, "log1mexp", x, y);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        y.set(r, c, ScalarFunctions.log1mexp(x.get(r, c)));
      }
    }
  }

  @Override
  public void lift(
      Matrix from, int[] requestOf, int first, int base, boolean accumulate, Matrix to) {
    Shapes.chosenRows(DOUBLE, "lift", from, requestOf, first, to.rows(), to);
    for (int i = 0; i < to.rows(); i++) {
      int request = Objects.checkIndex(requestOf[first + i] - base, from.rows());
      for (int c = 0; c < to.columns(); c++) {
        put(to, i, c, accumulate, from.get(request, c));
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
        put(to, request, c, true, from.get(i, c));
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

  @Override
  public void adam(AdamStep step, Matrix g, Matrix w, Matrix m, Matrix v) {
    Shapes.same(DOUBLE, "adam", g, w, m, v);
    for (int r = 0; r < w.rows(); r++) {
      adamRow(step, g, r, w, m, v, r);
    }
  }

  @Override
  public void adamRows(
      AdamStep step, Matrix g, int[] rows, int from, int to, Matrix w, Matrix m, Matrix v) {
    Shapes.chosenUpdates(DOUBLE, "adamRows", g, rows, from, to, w, m, v);
    for (int s = from; s < to; s++) {
      adamRow(step, g, s, w, m, v, Objects.checkIndex(rows[s], w.rows()));
    }
  }

  private static void adamRow(
      AdamStep step, Matrix g, int gradientRow, Matrix w, Matrix m, Matrix v, int row) {
    double rate = step.correctedRate();
    double rootCorrection = step.rootCorrection();
    for (int c = 0; c < w.columns(); c++) {
      double gradient = g.get(gradientRow, c);
      double mean = step.beta1() * m.get(row, c) + (1 - step.beta1()) * gradient;
      double square = step.beta2() * v.get(row, c) + (1 - step.beta2()) * gradient * gradient;
      m.set(row, c, mean);
      v.set(row, c, square);
      double change = rate * mean / (Math.sqrt(square) * rootCorrection + step.epsilon());
      w.set(row, c, w.get(row, c) - change);
    }
  }

  @Override
  public void ftrl(FtrlRule rule, double gradientScale, Matrix g, Matrix w, Matrix z, Matrix n) {
    Shapes.same(DOUBLE, "ftrl", g, w, z, n);
    for (int r = 0; r < w.rows(); r++) {
      ftrlRow(rule, gradientScale, g, r, w, z, n, r);
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
    Shapes.chosenUpdates(DOUBLE, "ftrlRows", g, rows, from, to, w, z, n);
    for (int s = from; s < to; s++) {
      ftrlRow(rule, gradientScale, g, s, w, z, n, Objects.checkIndex(rows[s], w.rows()));
    }
  }

  private static void ftrlRow(
      FtrlRule rule,
      double gradientScale,
      Matrix g,
      int gradientRow,
      Matrix w,
      Matrix z,
      Matrix n,
      int row) {
    double alpha = rule.learningRate();
    for (int c = 0; c < w.columns(); c++) {
      double gradient = gradientScale * g.get(gradientRow, c);
      double before = n.get(row, c);
      double after = before + gradient * gradient;
      double sigma = (Math.sqrt(after) - Math.sqrt(before)) / alpha;
      double sum = z.get(row, c) + gradient - sigma * w.get(row, c);
      n.set(row, c, after);
      z.set(row, c, sum);
      double divisor = (rule.beta() + Math.sqrt(after)) / alpha + rule.l2();
      double weight = -(sum - Math.signum(sum) * rule.l1()) / divisor;
      w.set(row, c, Math.abs(sum) <= rule.l1() ? 0 : weight);
    }
  }

  private static double value(ElementFunction activation, double x) {
    return switch (activation) {
      case IDENTITY -> x;
      case RELU -> Math.max(x, 0);
      case SIGMOID -> ScalarFunctions.sigmoid(x);
      case TANH -> Math.tanh(x);
    };
  }

  private static double gradient(ElementFunction activation, double y, double dy) {
    return switch (activation) {
      case IDENTITY -> dy;
      case RELU -> y > 0 ? dy : 0;
      case SIGMOID -> dy * (y * (1 - y));
      case TANH -> dy * (1 - y * y);
    };
  }

  private static void put(Matrix to, int r, int c, boolean accumulate, double value) {
    to.set(r, c, accumulate ? to.get(r, c) + value : value);
  }

  private static double coefficient(float @Nullable [] coefficients, int j) {
    return coefficients == null ? 1 : coefficients[j];
  }
}
