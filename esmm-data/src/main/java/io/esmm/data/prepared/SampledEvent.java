package io.esmm.data.prepared;

/**
 * The event without which a row was kept with some probability only, while all rows with it were.
 *
 * @param event the event's name
 * @param keepNegatives the probability, in (0, 1)
 */
public record SampledEvent(String event, double keepNegatives) {
  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException if it is not in (0, 1)
   */
  public SampledEvent {
    if (!(keepNegatives > 0 && keepNegatives < 1)) {
      throw new IllegalArgumentException(
          "rows without [" + event + "] cannot be kept with probability " + keepNegatives);
    }
  }
}
