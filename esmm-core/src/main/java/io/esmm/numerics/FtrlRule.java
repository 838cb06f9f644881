package io.esmm.numerics;

/**
 * FTRL-proximal with a learning rate of each coordinate's own (McMahan et al., "Ad click
 * prediction: a view from the trenches", KDD 2013, algorithm 1). With the sum z of adjusted
 * gradients and the sum n of squared gradients, both 0 at first, a gradient g takes
 *
 * <pre>
 * sigma = (sqrt(n + g^2) - sqrt(n)) / alpha
 * z += g - sigma w
 * n += g^2
 * w = 0                                                          if |z| &lt;= l1
 *     -(z - sign(z) l1) / ((beta + sqrt(n)) / alpha + l2)        otherwise
 * </pre>
 *
 * <p>The difference of the roots is computed as g^2 over their sum, which loses no digits. A weight
 * whose gradient is 0 stays as it is, so updating only the rows that occur is exact.
 *
 * @param learningRate alpha, &gt; 0
 * @param beta &gt; 0; keeps the first steps small
 * @param l1 at least 0; larger gives more weights that are exactly 0
 * @param l2 at least 0
 */
public record FtrlRule(double learningRate, double beta, double l1, double l2) {
  /**
   * Checks the constants.
   *
   * @throws IllegalArgumentException if one is out of its range or not finite
   */
  public FtrlRule {
    require("learningRate", learningRate, learningRate > 0, "greater than 0");
    require("beta", beta, beta > 0, "greater than 0");
    require("l1", l1, l1 >= 0, "at least 0");
    require("l2", l2, l2 >= 0, "at least 0");
  }

  private static void require(String name, double value, boolean holds, String what) {
    if (!holds || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " [" + value + "] must be " + what);
    }
  }
}
