package io.esmm.funnel;

/** Logarithms of probabilities, finite and accurate for every finite logit; never a clip. */
public final class LogProbability {
  private LogProbability() {}

  /** log sigmoid(s) = -log(1 + e^-s); log(1 - sigmoid(s)) is logSigmoid(-s). */
  public static double logSigmoid(double s) {
    return Math.min(s, 0) - Math.log1p(Math.exp(-Math.abs(s)));
  }

  /** 1 / (1 + e^-s). */
  public static double sigmoid(double s) {
    double t = Math.exp(-Math.abs(s));
    return s >= 0 ? 1 / (1 + t) : t / (1 + t);
  }

  /** log(e^a + e^b); either may be -infinity. */
  public static double logAddExp(double a, double b) {
    double high = Math.max(a, b);
    return high == Double.NEGATIVE_INFINITY
        ? high
        : high + Math.log1p(Math.exp(Math.min(a, b) - high));
  }

  /** log(1 - e^x) for x &lt;= 0 (Maechler 2012); 0 gives -infinity. */
  public static double log1mexp(double x) {
    return x > -0.6931471805599453 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
  }
}
