package io.esmm.train;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * Training on all rows where an event happened and on a random share of the others. Scoring
 * corrects every probability that this shifts.
 */
@JsonClassDescription(
    "trains on all rows where an event happened and on a random share of the others; every"
        + " probability is corrected for it when scoring")
public record DownSampleConfig(
    @JsonPropertyDescription("the event; all training rows on which it happened are kept")
        String event,
    @JsonPropertyDescription(
            "the probability with which a training row without the event is kept, between 0 and 1")
        double keepNegatives,
    @JsonPropertyDescription("what the choice depends on beside the row; default 1") Long seed) {
  /** Null stands for the default. */
  public DownSampleConfig(String event, double keepNegatives, @Nullable Long seed) {
    this.event = event;
    this.keepNegatives = keepNegatives;
    this.seed = seed == null ? 1L : seed;
    if (!(keepNegatives > 0 && keepNegatives < 1)) {
      throw new IllegalArgumentException(
          "keepNegatives ["
              + keepNegatives
              + "] must be between 0 and 1; remove downSample to keep all rows");
    }
  }
}
