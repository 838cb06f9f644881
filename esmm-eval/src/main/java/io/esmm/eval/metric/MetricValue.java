package io.esmm.eval.metric;

import java.util.Locale;

/**
 * The value of a metric, or why it has none. A metric that cannot be computed (an AUC without
 * positives, say) is {@link Undefined} with the reason; it never hides behind 0, 0.5 or NaN.
 * Immutable.
 */
public sealed interface MetricValue {

  /**
   * A value.
   *
   * @param value finite
   */
  record Defined(double value) implements MetricValue {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is infinite or NaN
     */
    public Defined {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a defined metric is finite, got " + value);
      }
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.4f", value);
    }
  }

  /**
   * No value.
   *
   * @param reason why, in a few words that fit a table cell: {@code no positives}
   */
  record Undefined(String reason) implements MetricValue {
    @Override
    public String toString() {
      return "undefined (" + reason + ")";
    }
  }

  /** A finite value as it is; an infinity or NaN is an error of the caller. */
  static MetricValue of(double value) {
    return new Defined(value);
  }

  /** No value, for a reason of a few words: {@code no positives}. */
  static MetricValue undefined(String reason) {
    return new Undefined(reason);
  }

  /** Whether there is a number. */
  default boolean isDefined() {
    return this instanceof Defined;
  }

  /**
   * The value.
   *
   * @throws IllegalStateException with the reason, if the metric is undefined
   */
  default double orElseThrow() {
    return switch (this) {
      case Defined defined -> defined.value();
      case Undefined undefined -> throw new IllegalStateException(undefined.toString());
    };
  }
}
