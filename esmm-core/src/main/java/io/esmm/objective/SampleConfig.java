package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * Which of a term's rows are kept, by chance. The choice depends on the row and the seed of
 * training alone: it is the same in every epoch, batch and thread, and the rows of a lower share
 * are among those of a higher one.
 *
 * <ul>
 *   <li>{@code keepNegatives}: all rows on which the event happened, and this share of the others
 *       (AMAN: All Missing As Negatives).
 *   <li>{@code keepBelow}: a row with the probability min(1, keepBelow / p), where p is the event's
 *       joint probability as the model itself gives it there, and no gradient goes through p
 *       (UNBIAS: rejection sampling by pCTR).
 * </ul>
 */
@JsonClassDescription(
    "which of a term's rows are kept, by chance: the same in every epoch, batch and thread; either"
        + " keepNegatives or keepBelow")
public record SampleConfig(
    @JsonPropertyDescription("the event that the choice depends on") String event,
    @JsonPropertyDescription(
            "all rows on which the event happened are kept, and this share of the others, in (0,"
                + " 1]")
        @Nullable Double keepNegatives,
    @JsonPropertyDescription(
            "a row is kept with the probability keepBelow / p, or 1 if p is lower: rejection"
                + " sampling, with p the event's joint probability on the row by the model itself,"
                + " without a gradient; in (0, 1]")
        @Nullable Double keepBelow) {
  /**
   * Checks that the rows are kept by one rule.
   *
   * @throws IllegalArgumentException if not exactly one of {@code keepNegatives} and {@code
   *     keepBelow} is given, or it is not in (0, 1]
   */
  public SampleConfig {
    if ((keepNegatives == null) == (keepBelow == null)) {
      throw new IllegalArgumentException(
          "a sample is by keepNegatives or by keepBelow; give exactly one of the two");
    }
    requireShare("keepNegatives", keepNegatives);
    requireShare("keepBelow", keepBelow);
  }

  /** All rows with an event, and a share of the others. */
  public static SampleConfig negatives(String event, double share) {
    return new SampleConfig(event, share, null);
  }

  /** Rows the more likely, the less likely the event is there. */
  public static SampleConfig rejection(String event, double keepBelow) {
    return new SampleConfig(event, null, keepBelow);
  }

  /** For people: {@code 20% of those without click}, {@code kept by 0.05 / P(click)}. */
  public String describe() {
    return keepNegatives != null
        ? percent(keepNegatives) + " of those without " + event
        : "kept by " + keepBelow + " / P(" + event + ")";
  }

  private static String percent(double share) {
    float percent = (float) (100 * share);
    return (percent == Math.rint(percent) ? Long.toString((long) percent) : percent + "") + "%";
  }

  private static void requireShare(String name, @Nullable Double share) {
    if (share != null && !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " [" + share + "] must be in (0, 1]");
    }
  }
}
