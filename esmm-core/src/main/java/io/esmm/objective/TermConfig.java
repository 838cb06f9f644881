package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** One term of an objective: the cross-entropy of one event's probability over some of the rows. */
@JsonClassDescription("the cross-entropy of an event's probability over some of the rows")
public record TermConfig(
    @JsonPropertyDescription("the event whose label is predicted") String event,
    @JsonPropertyDescription(
            "joint: of the event over the whole space, trains its tower and those before it;"
                + " conditional: of the event given the one it comes after, trains its tower alone")
        Probability probability,
    @JsonPropertyDescription(
            "the rows: the funnel's space for all of them, or an event for those where it happened")
        String over,
    @JsonPropertyDescription("factor of the term in the sum, greater than 0") Double weight) {

  /** Null stands for the default weight 1. */
  public TermConfig(String event, Probability probability, String over, @Nullable Double weight) {
    this.event = event;
    this.probability = probability;
    this.over = over;
    this.weight = weight == null ? 1.0 : weight;
    if (!(this.weight > 0 && this.weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "weight [" + weight + "] must be greater than 0 and finite; remove the term instead");
    }
  }
}
