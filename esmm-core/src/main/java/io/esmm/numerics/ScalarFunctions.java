package io.esmm.numerics;

/**
 * Element functions in double, accurate over their whole range; the float kernels round the result
 * once, so theirs is within 0.51 ulp of a float.
 */
final class ScalarFunctions {
  private static final double LOG_HALF = -0.6931471805599453;

  private ScalarFunctions() {}

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** log(sigmoid(x)); the exponent is never positive, so it cannot overflow. */
  static double logSigmoid(double x) {
    return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
  }

  /**
   * log(1 - e^x), x &lt;= 0 (Maechler 2012): near 0 the difference is taken by expm1, far from it
   * the logarithm by log1p; each would cancel in the other's half.
   */
  static double log1mexp(double x) {
    return x > LOG_HALF ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
  }
}
