package io.esmm.train;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** How the learning rate changes in the course of training. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "constant", value = ScheduleConfig.ConstantRate.class),
  @JsonSubTypes.Type(name = "step", value = ScheduleConfig.StepDecay.class),
  @JsonSubTypes.Type(name = "exponential", value = ScheduleConfig.ExponentialDecay.class),
  @JsonSubTypes.Type(name = "cosine", value = ScheduleConfig.CosineDecay.class),
  @JsonSubTypes.Type(name = "warmup", value = ScheduleConfig.Warmup.class)
})
public sealed interface ScheduleConfig {

  /**
   * The learning rate of a step.
   *
   * @param base the optimizer's learning rate
   * @param step steps already made, 0 for the first
   * @param totalSteps steps of the whole training
   */
  double rate(double base, long step, long totalSteps);

  /** The same rate throughout. */
  @JsonClassDescription("the same rate throughout")
  record ConstantRate() implements ScheduleConfig {
    @Override
    public double rate(double base, long step, long totalSteps) {
      return base;
    }
  }

  /** Multiplies the rate by a factor after every so many steps. */
  @JsonClassDescription("multiplies the rate by a factor after every so many steps")
  record StepDecay(
      @JsonPropertyDescription("steps between two changes of the rate, at least 1") int everySteps,
      @JsonPropertyDescription("what the rate is multiplied by, in (0, 1]") double factor)
      implements ScheduleConfig {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if {@code everySteps} is less than 1, or the factor is not
     *     in (0, 1]
     */
    public StepDecay {
      check("everySteps", everySteps, everySteps >= 1, "at least 1");
      check("factor", factor, factor > 0 && factor <= 1, "in (0, 1]");
    }

    @Override
    public double rate(double base, long step, long totalSteps) {
      return base * StrictMath.pow(factor, (double) (step / everySteps));
    }
  }

  /** Multiplies the rate by a factor over every so many steps, a little at each. */
  @JsonClassDescription(
      "multiplies the rate by a factor over every so many steps, a little at each")
  record ExponentialDecay(
      @JsonPropertyDescription("steps over which the rate changes by the factor, at least 1")
          int everySteps,
      @JsonPropertyDescription("what the rate is multiplied by over these steps, in (0, 1]")
          double factor)
      implements ScheduleConfig {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if {@code everySteps} is less than 1, or the factor is not
     *     in (0, 1]
     */
    public ExponentialDecay {
      check("everySteps", everySteps, everySteps >= 1, "at least 1");
      check("factor", factor, factor > 0 && factor <= 1, "in (0, 1]");
    }

    @Override
    public double rate(double base, long step, long totalSteps) {
      return base * StrictMath.pow(factor, (double) step / everySteps);
    }
  }

  /** Falls along half a cosine from the rate to a share of it at the end of training. */
  @JsonClassDescription("falls along half a cosine to a share of the rate at the end of training")
  record CosineDecay(
      @JsonPropertyDescription("share of the rate that is left at the end, in [0, 1]; default 0")
          @Nullable Double minimum)
      implements ScheduleConfig {
    /**
     * Fills in the default, {@code minimum} 0.
     *
     * @throws IllegalArgumentException if it is not in [0, 1]
     */
    public CosineDecay {
      minimum = minimum == null ? Double.valueOf(0) : minimum;
      check("minimum", minimum, minimum >= 0 && minimum <= 1, "in [0, 1]");
    }

    @Override
    public double rate(double base, long step, long totalSteps) {
      double floor = minimum == null ? 0 : minimum;
      double share = totalSteps <= 0 ? 0 : Math.min(1, (double) step / totalSteps);
      return base * (floor + (1 - floor) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * share)));
    }
  }

  /**
   * Rises in a straight line to the rate, then follows another schedule over the remaining steps.
   */
  @JsonClassDescription(
      "rises in a straight line to the rate, then follows another schedule over the remaining"
          + " steps")
  record Warmup(
      @JsonPropertyDescription("steps until the full rate is reached, at least 1") int steps,
      @JsonPropertyDescription("the schedule of the steps after; default: constant")
          @Nullable ScheduleConfig then)
      implements ScheduleConfig {
    /**
     * Fills in the default: a constant rate after the rise.
     *
     * @throws IllegalArgumentException if {@code steps} is less than 1
     */
    public Warmup {
      check("steps", steps, steps >= 1, "at least 1");
      then = then == null ? new ConstantRate() : then;
    }

    @Override
    public double rate(double base, long step, long totalSteps) {
      if (step < steps || then == null) {
        return base * Math.min(1, (step + 1.0) / steps);
      }
      return then.rate(base, step - steps, totalSteps - steps);
    }
  }

  private static void check(String name, double value, boolean holds, String range) {
    if (!holds) {
      throw new IllegalArgumentException(
          name
              + " ["
              + (value == Math.rint(value) ? Long.toString((long) value) : value)
              + "] must be "
              + range);
    }
  }
}
