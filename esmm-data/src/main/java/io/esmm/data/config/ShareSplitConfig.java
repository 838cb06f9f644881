package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * The last rows of the file are the test, those before them the validation; requests stay whole.
 */
public record ShareSplitConfig(
    @JsonPropertyDescription("share of the rows that is the test, in (0, 1)") double test,
    @JsonPropertyDescription("share of the rows that is the validation, in (0, 1)")
        @Nullable Double validation)
    implements SplitConfig {
  /**
   * Checks the shares.
   *
   * @throws IllegalArgumentException if a share is not in (0, 1), or they leave nothing to train on
   */
  public ShareSplitConfig {
    ConfigRules.requireShares(test, validation);
  }
}
