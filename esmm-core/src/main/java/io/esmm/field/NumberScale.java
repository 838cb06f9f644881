package io.esmm.field;

/**
 * Scales a number: the logarithm first if asked, then (x - mean) / deviation.
 *
 * @param log whether sign(x) ln(1 + |x|) is taken first
 * @param mean subtracted; 0 for no standardization
 * @param deviation divided by, &gt; 0; 1 for no standardization
 */
public record NumberScale(boolean log, double mean, double deviation) {
  /**
   * Checks that the scale can be applied.
   *
   * @throws IllegalArgumentException if the mean or the deviation is not finite, or the deviation
   *     is not greater than 0
   */
  public NumberScale {
    if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation <= 0) {
      throw new IllegalArgumentException(
          "scale with mean ["
              + mean
              + "] and deviation ["
              + deviation
              + "]: both must be finite, the deviation > 0");
    }
  }

  /** The scaled value; a missing value (NaN) gives 0, which is the mean after standardization. */
  public float apply(double x) {
    if (Double.isNaN(x)) {
      return 0f;
    }
    return (float) ((logged(x) - mean) / deviation);
  }

  /** The value after the logarithm, before standardization. */
  public double logged(double x) {
    return log ? Math.copySign(Math.log1p(Math.abs(x)), x) : x;
  }
}
