package io.esmm.train;

import io.esmm.graph.Parameter;
import io.esmm.graph.UpdateRule;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;

/**
 * Whether an optimizer can take a finite gradient. FTRL divides the square of a gradient by a root
 * of such squares: where the square is infinite the quotient is not a number, and the weight would
 * not be one any more. Adam divides by the root alone, so that there the weight stays as it is.
 */
final class FiniteSquares {
  private FiniteSquares() {}

  /**
   * False if the parameter's rule would square to infinity.
   *
   * @param gradient whose rows [from, to) are finite and a mean over {@code impressions}; FTRL
   *     takes the sum over them
   */
  static boolean of(Parameter parameter, Matrix gradient, int from, int to, int impressions) {
    if (!(parameter.update() instanceof UpdateRule.Ftrl)) {
      return true;
    }
    double most = gradient.precision() == Precision.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
    double limit = Math.sqrt(most) / impressions;
    for (int r = from; r < to; r++) {
      for (int c = 0; c < gradient.columns(); c++) {
        // Half of it, because the factor and the product are rounded.
        if (Math.abs(gradient.get(r, c)) > limit / 2) {
          return false;
        }
      }
    }
    return true;
  }
}
