package io.esmm.numerics;

/**
 * The constants of one Adam step (Kingma and Ba 2015, algorithm 1): {@code m = b1 m + (1 - b1) g; v
 * = b2 v + (1 - b2) g^2; w -= rate / (1 - b1^t) * m / (sqrt(v / (1 - b2^t)) + epsilon)}.
 *
 * @param rate the learning rate of this step, before bias correction
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the root, &gt; 0
 * @param t the number of this step, from 1
 */
public record AdamStep(double rate, double beta1, double beta2, double epsilon, long t) {
  /** {@code rate / (1 - beta1^t)}. */
  public double correctedRate() {
    return rate / (1 - Math.pow(beta1, t));
  }

  /** {@code 1 / sqrt(1 - beta2^t)}, the factor on sqrt(v). */
  public double rootCorrection() {
    return 1 / Math.sqrt(1 - Math.pow(beta2, t));
  }
}
