package io.esmm.tower;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.esmm.graph.Tensor;
import io.esmm.graph.op.Operations;
import io.esmm.numerics.ElementFunction;
import org.jspecify.annotations.Nullable;

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
  TANH(ElementFunction.TANH),
  /** y = x where x is positive, else a slope, learnt for each column, times x (He et al. 2015). */
  @JsonProperty("prelu")
  PRELU(null),
  /**
   * PReLU with a smooth gate at the mean of the column, as sharp as its deviation is small (Zhou et
   * al. 2018, equation 3).
   */
  @JsonProperty("dice")
  DICE(null),
  /** y = x times the normal distribution at x, approximated (Hendrycks and Gimpel 2016). */
  @JsonProperty("gelu")
  GELU(null);

  private final @Nullable ElementFunction function;

  Activation(@Nullable ElementFunction function) {
    this.function = function;
  }

  /** y = this of x[n,d], with whatever is learnt for it under a name of its own. */
  Tensor of(Operations operations, String name, Tensor x) {
    return switch (this) {
      case IDENTITY -> x;
      case RELU, SIGMOID, TANH -> operations.activate(requireNonNull(function), x);
      case PRELU -> operations.prelu(name, x);
      case DICE -> operations.dice(name, x);
      case GELU -> operations.gelu(x);
    };
  }

  /** y = this of x[n,d] w[d,h] + b; where it can, the product ends with the function. */
  Tensor ofDense(Operations operations, String name, Tensor x, int width, double l2) {
    if (function != null) {
      return operations.dense(name, x, width, function, l2);
    }
    return of(operations, name, operations.dense(name, x, width, ElementFunction.IDENTITY, l2));
  }
}
