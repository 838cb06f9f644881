package io.esmm.towers.layers;

import io.esmm.tower.Normalization;
import org.jspecify.annotations.Nullable;

/**
 * What keeps hidden layers from learning the training rows by heart, checked.
 *
 * @param dropout the share of each hidden layer's elements that a step drops, in [0, 1)
 * @param normalization between product and activation of each hidden layer
 * @param l2 the penalty l2 / 2 times the sum of the squared weights is added to the mean loss of an
 *     impression
 */
public record Regularization(double dropout, Normalization normalization, double l2) {
  /** Nothing of it. */
  public static final Regularization NONE = new Regularization(0, Normalization.NONE, 0);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if {@code dropout} is not in [0, 1) or {@code l2} not a finite
   *     number of 0 or more
   */
  public Regularization {
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout [" + dropout + "] must be in [0, 1)");
    }
    if (!(l2 >= 0 && l2 < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("l2 [" + l2 + "] must be at least 0");
    }
  }

  /**
   * Null stands for the default, nothing.
   *
   * @throws IllegalArgumentException if {@code dropout} is not in [0, 1) or {@code l2} below 0
   */
  public static Regularization of(
      @Nullable Double dropout, @Nullable Normalization normalization, @Nullable Double l2) {
    return new Regularization(
        dropout == null ? 0 : dropout,
        normalization == null ? Normalization.NONE : normalization,
        l2 == null ? 0 : l2);
  }
}
