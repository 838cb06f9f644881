package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * Rows from a moment on are the test. Numbers are compared as numbers, any other texts (dates as
 * {@code 2022-04-30}) by their characters.
 */
public record TimeSplitConfig(
    @JsonPropertyDescription("column of the time") String column,
    @JsonPropertyDescription("rows with this time or a later one are the test") String testFrom,
    @JsonPropertyDescription("rows from this time up to testFrom are the validation")
        @Nullable String validationFrom)
    implements SplitConfig {
  /**
   * Checks the texts. The times are not compared: a validation that would begin with the test or
   * after it has no rows.
   *
   * @throws IllegalArgumentException if {@code column} or {@code testFrom} is blank
   */
  public TimeSplitConfig {
    ConfigRules.requireText("column", column);
    ConfigRules.requireText("testFrom", testFrom);
  }
}
