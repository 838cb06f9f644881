package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * A factor 1 / max(p, least) of each row of a term: p is the probability that an event happened, or
 * did not, as the model itself gives it on the row. It is a number like any other: no gradient goes
 * through it.
 */
@JsonClassDescription(
    "a factor 1 / max(p, least) of each row, with p the probability of an event on the row by the"
        + " model itself; no gradient goes through it")
public record PropensityConfig(
    @JsonPropertyDescription("the event") String event,
    @JsonPropertyDescription(
            "true: p is the event's joint probability; false: 1 minus it; default true")
        Boolean happened,
    @JsonPropertyDescription(
            "p counts as at least this, so no factor exceeds 1 / least; in (0, 1], default 0.05")
        Double least) {
  /** Null stands for the default. */
  public PropensityConfig(String event, @Nullable Boolean happened, @Nullable Double least) {
    this.event = event;
    this.happened = happened == null || happened;
    this.least = least == null ? 0.05 : least;
    if (!(this.least > 0 && this.least <= 1)) {
      throw new IllegalArgumentException("least [" + least + "] must be in (0, 1]");
    }
  }

  /** For people: {@code 1 / P(click)}. */
  public String describe() {
    return (happened ? "1 / P(" + event + ")" : "1 / (1 - P(" + event + "))")
        + ", P at least "
        + least;
  }
}
