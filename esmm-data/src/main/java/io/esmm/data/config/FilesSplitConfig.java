package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The main source trains; the test, and the validation if any, have files of their own. */
public record FilesSplitConfig(
    @JsonPropertyDescription("source of the test rows") SourceConfig test,
    @JsonPropertyDescription("source of the validation rows") @Nullable SourceConfig validation)
    implements SplitConfig {}
