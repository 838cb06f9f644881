package io.esmm.eval.metric;

/** Which of two values of a metric is better. */
public enum Better {
  /** The larger value: AUC. */
  LARGER,
  /** The smaller value: log loss. */
  SMALLER,
  /** For ratios: 0.5 and 2 are equally far from 1. */
  CLOSER_TO_ONE;

  /** Whether {@code a} is strictly better than {@code b}. */
  public boolean isBetter(double a, double b) {
    return asLargerIsBetter(a) > asLargerIsBetter(b);
  }

  /** A number that orders values from worse to better: the value, its negative, or -|log value|. */
  public double asLargerIsBetter(double value) {
    return switch (this) {
      case LARGER -> value;
      case SMALLER -> -value;
      case CLOSER_TO_ONE -> -Math.abs(Math.log(value));
    };
  }
}
