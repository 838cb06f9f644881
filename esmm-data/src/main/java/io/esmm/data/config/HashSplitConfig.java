package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A hash of a column decides: all rows of one value (a user) are in the same split. */
public record HashSplitConfig(
    @JsonPropertyDescription("column whose hash decides, such as user_id") String column,
    @JsonPropertyDescription("share of the values that is the test, in (0, 1)") double test,
    @JsonPropertyDescription("share of the values that is the validation, in (0, 1)")
        @Nullable Double validation)
    implements SplitConfig {
  /**
   * Checks the column and the shares.
   *
   * @throws IllegalArgumentException if the column is blank, a share is not in (0, 1), or they
   *     leave nothing to train on
   */
  public HashSplitConfig {
    ConfigRules.requireText("column", column);
    ConfigRules.requireShares(test, validation);
  }
}
