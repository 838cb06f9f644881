package io.esmm.numerics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link DiceKernels} on floats in plain loops along the rows. Owns scratch memory for sums, one of
 * each kind for a column.
 */
class ScalarDice implements DiceKernels {
  static final Precision FLOAT = Precision.FLOAT;

  private float[] sums = new float[0];
  private float[] products = new float[0];

  private void clearSums(int width) {
    if (sums.length < width) {
      sums = new float[width];
      products = new float[width];
    }
    Arrays.fill(sums, 0, width, 0);
    Arrays.fill(products, 0, width, 0);
  }

  @Override
  public void dice(Matrix x, DiceColumns of, Matrix gate, Matrix y) {
    DiceShapes.dice(FLOAT, x, of, gate, y);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        float p = (float) ScalarFunctions.sigmoid(normal(x, r, c, of));
        gate.floats()[gate.rowStart(r) + c] = p;
        y.floats()[y.rowStart(r) + c] = value(x.floats()[x.rowStart(r) + c], p, at(of.slope(), c));
      }
    }
  }

  private static float at(Matrix row, int c) {
    return row.floats()[row.offset() + c];
  }

  private static float normal(Matrix x, int r, int c, DiceColumns of) {
    return (x.floats()[x.rowStart(r) + c] - at(of.mean(), c)) * at(of.inverse(), c);
  }

  private static float value(float x, float p, float a) {
    return x * (p + (1 - p) * a);
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
    DiceShapes.diceGradient(FLOAT, x, gate, dy, of, dx, dSlope);
    gradient(x, gate, dy, null, of, accumulate, dx, dSlope);
  }

  @Override
  public void product(
      Matrix x, DiceColumns of, Matrix weight, @Nullable Matrix bias, Matrix gate, Matrix y) {
    DiceShapes.product(FLOAT, x, of, weight, bias, gate, y);
    for (int r = 0; r < x.rows(); r++) {
      float sum = bias == null ? 0 : at(bias, 0);
      for (int c = 0; c < x.columns(); c++) {
        float p = (float) ScalarFunctions.sigmoid(normal(x, r, c, of));
        gate.floats()[gate.rowStart(r) + c] = p;
        float value = value(x.floats()[x.rowStart(r) + c], p, at(of.slope(), c));
        sum += value * weight.floats()[weight.rowStart(c)];
      }
      y.floats()[y.rowStart(r)] = sum;
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
    DiceShapes.productGradient(FLOAT, x, gate, dy, of, dx, dSlope, dWeight);
    for (int r = 0; r < x.rows(); r++) {
      float up = dy.floats()[dy.rowStart(r)];
      for (int c = 0; c < x.columns(); c++) {
        float p = gate.floats()[gate.rowStart(r) + c];
        float value = value(x.floats()[x.rowStart(r) + c], p, at(of.slope(), c));
        dWeight.floats()[dWeight.rowStart(c)] += up * value;
      }
    }
    gradient(x, gate, dy, weight, of, accumulate, dx, dSlope);
  }

  /** With the gradient up[n,d] of dice(x), or up[n,1] w[d,1]^T where there are weights. */
  private void gradient(
      Matrix x,
      Matrix gate,
      Matrix up,
      @Nullable Matrix weight,
      DiceColumns of,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dSlope) {
    int width = x.columns();
    clearSums(width);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < width; c++) {
        float p = gate.floats()[gate.rowStart(r) + c];
        float below = dice(up, weight, r, c) * x.floats()[x.rowStart(r) + c] * (1 - p);
        float q = below * p * (1 - at(of.slope(), c));
        sums[c] += q;
        products[c] += q * normal(x, r, c, of);
        dSlope.floats()[dSlope.offset() + c] += below;
      }
    }
    if (dx == null) {
      return;
    }
    float n = x.rows();
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < width; c++) {
        float p = gate.floats()[gate.rowStart(r) + c];
        float a = at(of.slope(), c);
        float dy = dice(up, weight, r, c);
        float q = dy * x.floats()[x.rowStart(r) + c] * (1 - p) * p * (1 - a);
        float centred = q - sums[c] / n - normal(x, r, c, of) * (products[c] / n);
        float gradient = dy * (p + (1 - p) * a) + at(of.inverse(), c) * centred;
        int i = dx.rowStart(r) + c;
        dx.floats()[i] = accumulate ? dx.floats()[i] + gradient : gradient;
      }
    }
  }

  /** The gradient of an element of dice(x). */
  private static float dice(Matrix up, @Nullable Matrix weight, int r, int c) {
    return weight == null
        ? up.floats()[up.rowStart(r) + c]
        : up.floats()[up.rowStart(r)] * weight.floats()[weight.rowStart(c)];
  }
}
