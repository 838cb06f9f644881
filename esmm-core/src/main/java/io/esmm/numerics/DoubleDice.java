package io.esmm.numerics;

import org.jspecify.annotations.Nullable;

/** {@link DiceKernels} in double precision, each written as its formula reads. */
final class DoubleDice implements DiceKernels {
  private static final Precision DOUBLE = Precision.DOUBLE;

  @Override
  public void dice(Matrix x, DiceColumns of, Matrix gate, Matrix y) {
    DiceShapes.dice(DOUBLE, x, of, gate, y);
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
    DiceShapes.diceGradient(DOUBLE, x, gate, dy, of, dx, dSlope);
    gradient(x, gate, dy, null, of, accumulate, dx, dSlope);
  }

  @Override
  public void product(
      Matrix x, DiceColumns of, Matrix weight, @Nullable Matrix bias, Matrix gate, Matrix y) {
    DiceShapes.product(DOUBLE, x, of, weight, bias, gate, y);
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
    DiceShapes.productGradient(DOUBLE, x, gate, dy, of, dx, dSlope, dWeight);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        double value = value(x.get(r, c), gate.get(r, c), of.slope().get(0, c));
        dWeight.set(c, 0, dWeight.get(c, 0) + dy.get(r, 0) * value);
      }
    }
    gradient(x, gate, dy, weight, of, accumulate, dx, dSlope);
  }

  /** With the gradient up[n,d] of dice(x), or up[n,1] w[d,1]^T where there are weights. */
  private static void gradient(
      Matrix x,
      Matrix gate,
      Matrix up,
      @Nullable Matrix weight,
      DiceColumns of,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dSlope) {
    for (int c = 0; c < x.columns(); c++) {
      double i = of.inverse().get(0, c);
      double a = of.slope().get(0, c);
      double sum = 0;
      double products = 0;
      for (int r = 0; r < x.rows(); r++) {
        double p = gate.get(r, c);
        double q = dice(up, weight, r, c) * x.get(r, c) * (1 - a) * p * (1 - p);
        sum += q;
        products += q * (x.get(r, c) - of.mean().get(0, c)) * i;
        double below = dice(up, weight, r, c) * (1 - p) * x.get(r, c);
        dSlope.set(0, c, dSlope.get(0, c) + below);
      }
      for (int r = 0; r < x.rows() && dx != null; r++) {
        double p = gate.get(r, c);
        double dy = dice(up, weight, r, c);
        double q = dy * x.get(r, c) * (1 - a) * p * (1 - p);
        double z = (x.get(r, c) - of.mean().get(0, c)) * i;
        double direct = dy * (p + (1 - p) * a);
        double gradient = direct + i * (q - sum / x.rows() - z * products / x.rows());
        DoubleElements.put(dx, r, c, accumulate, gradient);
      }
    }
  }

  /** The gradient of an element of dice(x). */
  private static double dice(Matrix up, @Nullable Matrix weight, int r, int c) {
    return weight == null ? up.get(r, c) : up.get(r, 0) * weight.get(c, 0);
  }
}
