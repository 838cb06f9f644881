package io.esmm.funnel;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * When nobody knows yet whether an event happened: its label is open. An open label, and those of
 * all events behind it, take a row out of every term and metric that needs them; nothing else of
 * the row is lost.
 */
@JsonClassDescription(
    "when it is not known yet whether the event happened; such rows are left out of all terms and"
        + " metrics that need to know, or train with a model of the delay")
public record OpenConfig(
    @JsonPropertyDescription("whether an empty cell of the label means so; default false")
        @Nullable Boolean empty,
    @JsonPropertyDescription(
            "column with the time since the event before this one, in any unit; a label 0 is open"
                + " while it is less than length")
        @Nullable String elapsed,
    @JsonPropertyDescription("the time after which a label 0 is final, in the unit of elapsed")
        @Nullable Double length,
    @JsonPropertyDescription(
            "how the delay is learnt, so that rows with an open label train too; default: they are"
                + " left out")
        @Nullable DelayConfig delay) {
  /**
   * Checks that a label can be open at all.
   *
   * @throws IllegalArgumentException if there is neither {@code empty} nor a window, half of a
   *     window, a delay without one, or a property out of its range
   */
  public OpenConfig {
    if ((elapsed == null) != (length == null)) {
      throw new IllegalArgumentException(
          "elapsed and length make a window together; give both or neither");
    }
    if (elapsed == null && !Boolean.TRUE.equals(empty)) {
      throw new IllegalArgumentException(
          "open says nothing; set empty, or a window by elapsed and length");
    }
    if (elapsed != null && elapsed.isBlank()) {
      throw new IllegalArgumentException("elapsed is blank; name the column with the time");
    }
    if (length != null && !(length > 0 && length < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "length [" + length + "] must be greater than 0 and finite");
    }
    if (delay != null && elapsed == null) {
      throw new IllegalArgumentException(
          "a delay is learnt from the time elapsed; give elapsed and length");
    }
  }

  /** Rows with an open label are left out. */
  public OpenConfig(@Nullable Boolean empty, @Nullable String elapsed, @Nullable Double length) {
    this(empty, elapsed, length, null);
  }

  /** The mean delay where the rate's logit is 0. */
  double typicalDelay() {
    if (delay == null || length == null) {
      throw new IllegalStateException("no delay is learnt");
    }
    return delay.typical() == null ? Math.max(length / 10, Float.MIN_NORMAL) : delay.typical();
  }

  /** Whether an empty cell of the label says that nobody knows yet. */
  public boolean whenEmpty() {
    return Boolean.TRUE.equals(empty);
  }
}
