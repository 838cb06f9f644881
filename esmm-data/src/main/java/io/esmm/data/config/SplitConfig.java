package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Which rows train, which validate and which test; {@code type} chooses the record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "time", value = TimeSplitConfig.class),
  @JsonSubTypes.Type(name = "share", value = ShareSplitConfig.class),
  @JsonSubTypes.Type(name = "hash", value = HashSplitConfig.class),
  @JsonSubTypes.Type(name = "files", value = FilesSplitConfig.class)
})
public sealed interface SplitConfig
    permits TimeSplitConfig, ShareSplitConfig, HashSplitConfig, FilesSplitConfig {}
