package io.esmm.numerics;

/**
 * Element-wise functions that a dense layer applies in its epilogue. Each derivative is a function
 * of the output, so the input need not be kept.
 */
public enum ElementFunction {
  /** y = x; derivative 1. */
  IDENTITY,
  /** y = max(x, 0); derivative 1 where y &gt; 0, else 0. */
  RELU,
  /** y = 1 / (1 + e^-x); derivative y (1 - y). */
  SIGMOID,
  /** y = tanh x; derivative 1 - y^2. */
  TANH
}
