package io.esmm.numerics;

/**
 * Element functions in double, accurate over their whole range; the float kernels round the result
 * once, so theirs is within 0.51 ulp of a float.
 */
final class ScalarFunctions {
  private static final double LOG_HALF = -0.6931471805599453;

  private static final double GELU_ROOT = Math.sqrt(2 / Math.PI);
  private static final double GELU_CUBE = 0.044715;

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

  /** x / 2 (1 + tanh(u)), u = sqrt(2 / pi) (x + 0.044715 x^3). */
  static double gelu(double x) {
    return 0.5 * x * (1 + Math.tanh(geluArgument(x)));
  }

  /** The derivative of {@link #gelu}. */
  static double geluSlope(double x) {
    double t = Math.tanh(geluArgument(x));
    double slant = GELU_ROOT * (1 + 3 * GELU_CUBE * x * x);
    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * slant;
  }

  private static double geluArgument(double x) {
    return GELU_ROOT * (x + GELU_CUBE * x * x * x);
  }
}
