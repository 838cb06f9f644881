package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * A factor 1 / max(p, least) of each row of a term: p is the probability that an event happened, or
 * did not, as the model itself gives it on the row. It is a number like any other: no gradient goes
 * through it.
 *
 * <p>Self-normalized (Swaminathan and Joachims, The Self-Normalized Estimator for Counterfactual
 * Learning, NeurIPS 2015), the term is the mean of its rows by these factors: divided by their sum
 * over the batch, not by the number of all rows, so that it is no larger where the factors happen
 * to be. No gradient goes through the sum either.
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
        Double least,
    @JsonPropertyDescription(
            "the term is divided by the sum of the factors of its rows in the batch, instead of by"
                + " the number of all rows of the batch; default false")
        Boolean selfNormalized) {
  /** Divided by the number of all rows; null stands for the default. */
  public PropensityConfig(String event, @Nullable Boolean happened, @Nullable Double least) {
    this(event, happened, least, null);
  }

  /** Null stands for the default. */
  public PropensityConfig(
      String event,
      @Nullable Boolean happened,
      @Nullable Double least,
      @Nullable Boolean selfNormalized) {
    this.selfNormalized = selfNormalized != null && selfNormalized;
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
        + least
        + (selfNormalized ? ", divided by their sum" : "");
  }
}
