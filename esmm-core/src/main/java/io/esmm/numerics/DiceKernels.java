package io.esmm.numerics;

import org.jspecify.annotations.Nullable;

/**
 * The activation Dice (Zhou et al. 2018, equation 3), and a layer of one output over it. With m, i
 * and a of {@link DiceColumns}, for x[n,d]:
 *
 * <pre>
 * dice(x) = p x + (1 - p) a x      with the gate p = sigmoid((x - m) i)
 * </pre>
 *
 * Gradients are those where m and i belong to x itself. The same rules as for {@link Kernels}: sums
 * run upward over the rows, nothing is allocated, arguments do not overlap unless said. Gradients
 * of parameters are added to what is there; a null dx is not wanted.
 */
public interface DiceKernels {

  /**
   * y = dice(x). The gate is kept for the gradient; gate and y may be the same matrix where none is
   * wanted.
   */
  void dice(Matrix x, DiceColumns of, Matrix gate, Matrix y);

  /**
   * The gradient of {@link #dice}: with z = (x - m) i and q = dy x (1 - a) p (1 - p), da += sum dy
   * (1 - p) x, dx = dy (p + (1 - p) a) + i (q - mean(q) - z mean(q z)).
   */
  void diceGradient(
      Matrix x,
      Matrix gate,
      Matrix dy,
      DiceColumns of,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dSlope);

  /**
   * y[n,1] = dice(x) w[d,1] + b[1,1], without keeping dice(x); the gate is kept for the gradient. A
   * row's result is the same whatever the other rows.
   */
  void product(
      Matrix x, DiceColumns of, Matrix weight, @Nullable Matrix bias, Matrix gate, Matrix y);

  /**
   * The gradient of {@link #product}, that of {@link #diceGradient} for dy w^T, which is not kept
   * either; dw += the sum of dy dice(x). What b is due is left out.
   */
  void productGradient(
      Matrix x,
      Matrix gate,
      Matrix dy,
      DiceColumns of,
      Matrix weight,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dSlope,
      Matrix dWeight);
}
