package io.esmm.numerics;

/**
 * What Dice knows of the columns of x[n,d]: row vectors [1,d], read when they are used.
 *
 * @param mean m
 * @param inverse i, 1 / sqrt(variance + epsilon)
 * @param slope a
 */
public record DiceColumns(Matrix mean, Matrix inverse, Matrix slope) {

  /** Checks that all are as wide as x. */
  void fit(Precision precision, Matrix x) {
    Shapes.columns(precision, "dice", x, mean, inverse);
    Shapes.columns(precision, "dice", x, mean, slope);
  }
}
