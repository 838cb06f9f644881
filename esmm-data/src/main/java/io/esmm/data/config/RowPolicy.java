package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a bad row. */
public enum RowPolicy {
  /** The run ends and names the row. */
  @JsonProperty("error")
  ERROR,
  /** The row is set aside with the reason. */
  @JsonProperty("drop")
  DROP
}
