package io.esmm.numerics;

import org.jspecify.annotations.Nullable;

/** The shape rules of {@link DiceKernels}, one method each, after the manner of {@link Shapes}. */
final class DiceShapes {
  private DiceShapes() {}

  static void dice(Precision p, Matrix x, DiceColumns of, Matrix gate, Matrix y) {
    Shapes.same(p, "dice", x, gate, y);
    of.fit(p, x);
  }

  static void diceGradient(
      Precision p,
      Matrix x,
      Matrix gate,
      Matrix dy,
      DiceColumns of,
      @Nullable Matrix dx,
      Matrix dSlope) {
    Shapes.same(p, "diceGradient", x, gate, dy);
    gradient(p, "diceGradient", x, of, dx, dSlope);
  }

  static void product(
      Precision p,
      Matrix x,
      DiceColumns of,
      Matrix weight,
      @Nullable Matrix bias,
      Matrix gate,
      Matrix y) {
    Shapes.same(p, "product", x, gate);
    Shapes.dense(p, x, weight, bias, y);
    Shapes.rowNumbers(p, "product", x, y);
    of.fit(p, x);
  }

  static void productGradient(
      Precision p,
      Matrix x,
      Matrix gate,
      Matrix dy,
      DiceColumns of,
      @Nullable Matrix dx,
      Matrix dSlope,
      Matrix dWeight) {
    Shapes.same(p, "productGradient", x, gate);
    Shapes.weightGradient(p, x, dy, dWeight);
    Shapes.rowNumbers(p, "productGradient", x, dy);
    gradient(p, "productGradient", x, of, dx, dSlope);
  }

  private static void gradient(
      Precision p, String kernel, Matrix x, DiceColumns of, @Nullable Matrix dx, Matrix dSlope) {
    of.fit(p, x);
    Shapes.columns(p, kernel, x, of.slope(), dSlope);
    if (dx != null) {
      Shapes.same(p, kernel, x, dx);
    }
  }
}
