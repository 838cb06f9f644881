package io.esmm.data.prepared;

/**
 * An event of the funnel and the label column of the raw data that tells whether it happened.
 *
 * @param event the event's name: {@code conversion}
 * @param label the raw column: {@code is_like}; or, where one column tells the deepest event, its
 *     values that mean the event happened: {@code stage in [cart, purchase]}
 */
public record EventLabel(String event, String label) {
  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if one is blank
   */
  public EventLabel {
    if (event.isBlank() || label.isBlank()) {
      throw new IllegalArgumentException(
          "event [" + event + "] and label [" + label + "] need names");
    }
  }
}
