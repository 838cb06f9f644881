package io.esmm.train;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.problem.Suggestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The optimizer: Adam (Kingma and Ba 2015), for embedding tables applied to the rows that a step
 * touches.
 */
@JsonClassDescription("Adam; in embedding tables only the rows that a step touches are changed")
public record OptimizerConfig(
    @JsonPropertyDescription("adam") String type,
    @JsonPropertyDescription("step size before the schedule, greater than 0") Double learningRate,
    @JsonPropertyDescription("decay of the mean of gradients, in [0, 1)") Double beta1,
    @JsonPropertyDescription("decay of the mean of squared gradients, in [0, 1)") Double beta2,
    @JsonPropertyDescription("added to the root of the mean squared gradient, greater than 0")
        Double epsilon) {

  /** Null stands for the default: adam, 0.001, 0.9, 0.999, 1e-8. */
  public OptimizerConfig(
      @Nullable String type,
      @Nullable Double learningRate,
      @Nullable Double beta1,
      @Nullable Double beta2,
      @Nullable Double epsilon) {
    this.type = type == null ? "adam" : type;
    this.learningRate = learningRate == null ? 0.001 : learningRate;
    this.beta1 = beta1 == null ? 0.9 : beta1;
    this.beta2 = beta2 == null ? 0.999 : beta2;
    this.epsilon = epsilon == null ? 1e-8 : epsilon;
    if (!this.type.equals("adam")) {
      throw new IllegalArgumentException(
          "type [" + type + "] unknown; " + Suggestion.remedy(this.type, List.of("adam")));
    }
    positive("learningRate", this.learningRate);
    decay("beta1", this.beta1);
    decay("beta2", this.beta2);
    positive("epsilon", this.epsilon);
  }

  private static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " [" + value + "] must be greater than 0");
    }
  }

  private static void decay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " [" + value + "] must be in [0, 1)");
    }
  }

  /** All defaults. */
  public static OptimizerConfig defaults() {
    return new OptimizerConfig(null, null, null, null, null);
  }

  /** Adam with this learning rate, everything else by default. */
  public static OptimizerConfig adam(double learningRate) {
    return new OptimizerConfig(null, learningRate, null, null, null);
  }
}
