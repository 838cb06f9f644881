package io.esmm.numerics;

import org.jspecify.annotations.Nullable;

/** {@link DiceKernels} in double precision, each written as its formula reads. */
final class DoubleDice implements DiceKernels {
  private static final Precision DOUBLE = Precision.DOUBLE;

  @Override
  public void dice(Matrix x, DiceColumns of, Matrix gate, Matrix y) {
    Shapes.same(DOUBLE, "dice", x, gate, y);
    of.fit(DOUBLE, x);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        double p = gate(x, r, c, of);
        gate.set(r, c, p);
        y.set(r, c, value(x.get(r, c), p, of.slope().get(0, c)));
      }
    }
  }

  private static double gate(Matrix x, int r, int c, DiceColumns of) {
    return ScalarFunctions.sigmoid((x.get(r, c) - of.mean().get(0, c)) * of.inverse().get(0, c));
  }

  private static double value(double x, double p, double a) {
    return p * x + (1 - p) * a * x;
  }

  @Override
  public void diceGradient(
      Matrix x,
      Matrix gate,
      Matrix dy,
      DiceColumns of,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dSlope) {
    Shapes.same(DOUBLE, "diceGradient", x, gate, dy);
    of.fit(DOUBLE, x);
    for (int c = 0; c < x.columns(); c++) {
      double i = of.inverse().get(0, c);
      double a = of.slope().get(0, c);
      double sum = 0;
      double products = 0;
      for (int r = 0; r < x.rows(); r++) {
        double p = gate.get(r, c);
        double q = dy.get(r, c) * x.get(r, c) * (1 - a) * p * (1 - p);
        sum += q;
        products += q * (x.get(r, c) - of.mean().get(0, c)) * i;
        dSlope.set(0, c, dSlope.get(0, c) + dy.get(r, c) * (1 - p) * x.get(r, c));
      }
      for (int r = 0; r < x.rows() && dx != null; r++) {
        double p = gate.get(r, c);
        double q = dy.get(r, c) * x.get(r, c) * (1 - a) * p * (1 - p);
        double z = (x.get(r, c) - of.mean().get(0, c)) * i;
        double direct = dy.get(r, c) * (p + (1 - p) * a);
        double gradient = direct + i * (q - sum / x.rows() - z * products / x.rows());
        dx.set(r, c, accumulate ? dx.get(r, c) + gradient : gradient);
      }
    }
  }

  @Override
  public void product(
      Matrix x, DiceColumns of, Matrix weight, @Nullable Matrix bias, Matrix gate, Matrix y) {
    Shapes.same(DOUBLE, "product", x, gate);
    Shapes.dense(DOUBLE, x, weight, bias, y);
    Shapes.rowNumbers(DOUBLE, "product", x, y);
    of.fit(DOUBLE, x);
    for (int r = 0; r < x.rows(); r++) {
      double sum = bias == null ? 0 : bias.get(0, 0);
      for (int c = 0; c < x.columns(); c++) {
        double p = gate(x, r, c, of);
        gate.set(r, c, p);
        sum += value(x.get(r, c), p, of.slope().get(0, c)) * weight.get(c, 0);
      }
      y.set(r, 0, sum);
    }
  }

  @Override
  public void productGradient(
      Matrix x,
      Matrix gate,
      Matrix dy,
      DiceColumns of,
      Matrix weight,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dSlope,
      Matrix dWeight) {
    Shapes.same(DOUBLE, "productGradient", x, gate);
    Shapes.weightGradient(DOUBLE, x, dy, dWeight);
    Shapes.rowNumbers(DOUBLE, "productGradient", x, dy);
    Matrix outer = Matrix.of(DOUBLE, x.rows(), x.columns());
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        outer.set(r, c, dy.get(r, 0) * weight.get(c, 0));
        double value = value(x.get(r, c), gate.get(r, c), of.slope().get(0, c));
        dWeight.set(c, 0, dWeight.get(c, 0) + dy.get(r, 0) * value);
      }
    }
    diceGradient(x, gate, outer, of, accumulate, dx, dSlope);
  }
}
