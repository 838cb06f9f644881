package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The factor of a term in the sum: a number, or one that training learns. */
public sealed interface TermWeight {

  /** The factor 1. */
  TermWeight ONE = new Fixed(1);

  /**
   * A number greater than 0.
   *
   * @param value the factor, greater than 0 and finite
   */
  record Fixed(double value) implements TermWeight {
    /**
     * Checks the factor.
     *
     * @throws IllegalArgumentException if it is not greater than 0 and finite
     */
    public Fixed {
      if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weight [" + value + "] must be greater than 0 and finite; remove the term instead");
      }
    }
  }

  /** How a factor is learnt. */
  enum Learnt implements TermWeight {
    /**
     * By the uncertainty of the term (Kendall, Gal and Cipolla 2018, equation 10 with s = log
     * sigma^2, for a classification): with L its cross-entropy, e^-s L + s / 2.
     */
    @JsonProperty("uncertainty")
    UNCERTAINTY
  }
}
