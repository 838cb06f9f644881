package io.esmm.tower;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.esmm.numerics.ElementFunction;

/** What a layer applies to each element of its result; the names stand in the JSON. */
public enum Activation {
  /** y = x. */
  @JsonProperty("identity")
  IDENTITY(ElementFunction.IDENTITY),
  /** y = max(x, 0). */
  @JsonProperty("relu")
  RELU(ElementFunction.RELU),
  /** y = 1 / (1 + e^-x). */
  @JsonProperty("sigmoid")
  SIGMOID(ElementFunction.SIGMOID),
  /** y = tanh x. */
  @JsonProperty("tanh")
  TANH(ElementFunction.TANH);

  private final ElementFunction function;

  Activation(ElementFunction function) {
    this.function = function;
  }

  /** What the layer's product ends with. */
  ElementFunction function() {
    return function;
  }
}
