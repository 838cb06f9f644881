package io.esmm.numerics;

/** {@link ElementKernels} in double precision, each written as its formula reads. */
final class DoubleElements implements ElementKernels {
  private static final Precision DOUBLE = Precision.DOUBLE;

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

  static double value(ElementFunction activation, double x) {
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

  /** An element = value, or += value. */
  static void put(Matrix to, int r, int c, boolean accumulate, double value) {
    to.set(r, c, accumulate ? to.get(r, c) + value : value);
  }
}
