package io.esmm.numerics;

import org.jspecify.annotations.Nullable;

/** {@link ColumnKernels} in double precision, each written as its formula reads. */
final class DoubleColumns implements ColumnKernels {
  private static final Precision DOUBLE = Precision.DOUBLE;

  @Override
  public void moments(Matrix x, Matrix mean, Matrix variance) {
    Shapes.columns(DOUBLE, "moments", x, mean, variance);
    int n = Math.max(1, x.rows());
    for (int c = 0; c < x.columns(); c++) {
      double sum = 0;
      for (int r = 0; r < x.rows(); r++) {
        sum += x.get(r, c);
      }
      double m = sum / n;
      double squares = 0;
      for (int r = 0; r < x.rows(); r++) {
        squares += (x.get(r, c) - m) * (x.get(r, c) - m);
      }
      mean.set(0, c, m);
      variance.set(0, c, squares / n);
    }
  }

  @Override
  public void normalize(Matrix x, Matrix mean, Matrix inverse, Matrix gain, Matrix bias, Matrix y) {
    Shapes.same(DOUBLE, "normalize", x, y);
    Shapes.columns(DOUBLE, "normalize", x, mean, inverse);
    Shapes.columns(DOUBLE, "normalize", x, gain, bias);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        double z = (x.get(r, c) - mean.get(0, c)) * inverse.get(0, c);
        y.set(r, c, gain.get(0, c) * z + bias.get(0, c));
      }
    }
  }

  @Override
  public void normalizeGradient(
      Matrix x,
      Matrix dy,
      Matrix mean,
      Matrix inverse,
      Matrix gain,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dGain,
      Matrix dBias) {
    Shapes.same(DOUBLE, "normalizeGradient", x, dy);
    Shapes.columns(DOUBLE, "normalizeGradient", x, mean, inverse);
    Shapes.columns(DOUBLE, "normalizeGradient", x, gain, dGain);
    Shapes.columns(DOUBLE, "normalizeGradient", x, gain, dBias);
    for (int c = 0; c < x.columns(); c++) {
      double sum = 0;
      double products = 0;
      for (int r = 0; r < x.rows(); r++) {
        sum += dy.get(r, c);
        products += dy.get(r, c) * (x.get(r, c) - mean.get(0, c)) * inverse.get(0, c);
      }
      add(dBias, 0, c, sum);
      add(dGain, 0, c, products);
      for (int r = 0; r < x.rows() && dx != null; r++) {
        double z = (x.get(r, c) - mean.get(0, c)) * inverse.get(0, c);
        double centred = dy.get(r, c) - sum / x.rows() - z * products / x.rows();
        DoubleElements.put(dx, r, c, accumulate, gain.get(0, c) * inverse.get(0, c) * centred);
      }
    }
  }

  @Override
  public void prelu(Matrix x, Matrix slope, Matrix y) {
    Shapes.same(DOUBLE, "prelu", x, y);
    Shapes.columns(DOUBLE, "prelu", x, slope, slope);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        double s = x.get(r, c);
        y.set(r, c, s > 0 ? s : slope.get(0, c) * s);
      }
    }
  }

  @Override
  public void preluGradient(
      Matrix x, Matrix dy, Matrix slope, boolean accumulate, @Nullable Matrix dx, Matrix dSlope) {
    Shapes.same(DOUBLE, "preluGradient", x, dy);
    Shapes.columns(DOUBLE, "preluGradient", x, slope, dSlope);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        boolean positive = x.get(r, c) > 0;
        if (!positive) {
          add(dSlope, 0, c, dy.get(r, c) * x.get(r, c));
        }
        if (dx != null) {
          DoubleElements.put(
              dx, r, c, accumulate, positive ? dy.get(r, c) : slope.get(0, c) * dy.get(r, c));
        }
      }
    }
  }

  @Override
  public void gelu(Matrix x, Matrix y) {
    Shapes.same(DOUBLE, "gelu", x, y);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        y.set(r, c, ScalarFunctions.gelu(x.get(r, c)));
      }
    }
  }

  @Override
  public void geluGradient(Matrix x, Matrix dy, boolean accumulate, Matrix dx) {
    Shapes.same(DOUBLE, "geluGradient", x, dy, dx);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        double slope = ScalarFunctions.geluSlope(x.get(r, c));
        DoubleElements.put(dx, r, c, accumulate, dy.get(r, c) * slope);
      }
    }
  }

  @Override
  public void layerNorm(Matrix x, Matrix gain, Matrix bias, double epsilon, Matrix y) {
    Shapes.same(DOUBLE, "layerNorm", x, y);
    Shapes.columns(DOUBLE, "layerNorm", x, gain, bias);
    for (int r = 0; r < x.rows(); r++) {
      double mean = mean(x, r);
      double inverse = inverse(x, r, mean, epsilon);
      for (int c = 0; c < x.columns(); c++) {
        double z = (x.get(r, c) - mean) * inverse;
        y.set(r, c, gain.get(0, c) * z + bias.get(0, c));
      }
    }
  }

  private static double mean(Matrix x, int r) {
    double sum = 0;
    for (int c = 0; c < x.columns(); c++) {
      sum += x.get(r, c);
    }
    return sum / x.columns();
  }

  private static double inverse(Matrix x, int r, double mean, double epsilon) {
    double squares = 0;
    for (int c = 0; c < x.columns(); c++) {
      squares += (x.get(r, c) - mean) * (x.get(r, c) - mean);
    }
    return 1 / Math.sqrt(squares / x.columns() + epsilon);
  }

  @Override
  public void layerNormGradient(
      Matrix x,
      Matrix dy,
      Matrix gain,
      double epsilon,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dGain,
      Matrix dBias) {
    Shapes.same(DOUBLE, "layerNormGradient", x, dy);
    Shapes.columns(DOUBLE, "layerNormGradient", x, gain, dGain);
    Shapes.columns(DOUBLE, "layerNormGradient", x, gain, dBias);
    int d = x.columns();
    for (int r = 0; r < x.rows(); r++) {
      double mean = mean(x, r);
      double inverse = inverse(x, r, mean, epsilon);
      double sum = 0;
      double products = 0;
      for (int c = 0; c < d; c++) {
        double z = (x.get(r, c) - mean) * inverse;
        add(dBias, 0, c, dy.get(r, c));
        add(dGain, 0, c, dy.get(r, c) * z);
        sum += gain.get(0, c) * dy.get(r, c);
        products += gain.get(0, c) * dy.get(r, c) * z;
      }
      for (int c = 0; c < d && dx != null; c++) {
        double z = (x.get(r, c) - mean) * inverse;
        double q = gain.get(0, c) * dy.get(r, c);
        DoubleElements.put(dx, r, c, accumulate, inverse * (q - sum / d - z * products / d));
      }
    }
  }

  @Override
  public void dropout(
      long key, long firstRow, double rate, Matrix x, boolean accumulate, Matrix y) {
    Shapes.same(DOUBLE, "dropout", x, y);
    long threshold = DropoutMask.threshold(rate);
    for (int r = 0; r < x.rows(); r++) {
      long rowKey = DropoutMask.rowKey(key, firstRow + r);
      for (int c = 0; c < x.columns(); c++) {
        boolean kept = DropoutMask.keeps(rowKey, c, threshold);
        DoubleElements.put(y, r, c, accumulate, kept ? x.get(r, c) / (1 - rate) : 0);
      }
    }
  }

  private static void add(Matrix to, int r, int c, double value) {
    DoubleElements.put(to, r, c, true, value);
  }
}
