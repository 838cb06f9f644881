package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What becomes of bad rows. Whatever is set aside is counted and kept with its reason. */
public record PolicyConfig(
    @JsonPropertyDescription(
            "a row that cannot be read, such as a text where a number belongs: error or drop;"
                + " default error")
        RowPolicy unreadableRow,
    @JsonPropertyDescription(
            "an event without the event it comes after: error, drop the row or clear the event;"
                + " default error")
        FunnelPolicy funnelViolation,
    @JsonPropertyDescription(
            "a key that an earlier row of the file has: error or drop; default error")
        RowPolicy duplicateKey,
    @JsonPropertyDescription("an event that no training row has: error or accept; default error")
        AbsencePolicy noPositives,
    @JsonPropertyDescription(
            "the run ends if a larger share of the rows is set aside, in [0, 1]; default 0.05")
        Double maxSetAsideShare) {
  /**
   * Null stands for the default.
   *
   * @throws IllegalArgumentException if {@code maxSetAsideShare} is not in [0, 1]
   */
  public PolicyConfig(
      @Nullable RowPolicy unreadableRow,
      @Nullable FunnelPolicy funnelViolation,
      @Nullable RowPolicy duplicateKey,
      @Nullable AbsencePolicy noPositives,
      @Nullable Double maxSetAsideShare) {
    this.unreadableRow = unreadableRow == null ? RowPolicy.ERROR : unreadableRow;
    this.funnelViolation = funnelViolation == null ? FunnelPolicy.ERROR : funnelViolation;
    this.duplicateKey = duplicateKey == null ? RowPolicy.ERROR : duplicateKey;
    this.noPositives = noPositives == null ? AbsencePolicy.ERROR : noPositives;
    this.maxSetAsideShare = maxSetAsideShare == null ? 0.05 : maxSetAsideShare;
    if (!(this.maxSetAsideShare >= 0 && this.maxSetAsideShare <= 1)) {
      throw new IllegalArgumentException(
          "maxSetAsideShare [" + maxSetAsideShare + "] must be in [0, 1]");
    }
  }

  /**
   * The defaults: unreadable rows, labels against the funnel, repeated keys and events that never
   * happen are errors.
   */
  public static PolicyConfig standard() {
    return new PolicyConfig(null, null, null, null, null);
  }
}
