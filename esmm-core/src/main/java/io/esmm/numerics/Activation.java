package io.esmm.numerics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Element-wise functions that a dense layer applies in its epilogue. Each derivative is a function
 * of the activation's output, so the input need not be kept.
 */
public enum Activation {
  /** y = x; derivative 1. */
  @JsonProperty("identity")
  IDENTITY,
  /** y = max(x, 0); derivative 1 where y &gt; 0, else 0. */
  @JsonProperty("relu")
  RELU,
  /** y = 1 / (1 + e^-x); derivative y (1 - y). */
  @JsonProperty("sigmoid")
  SIGMOID,
  /** y = tanh x; derivative 1 - y^2. */
  @JsonProperty("tanh")
  TANH
}
