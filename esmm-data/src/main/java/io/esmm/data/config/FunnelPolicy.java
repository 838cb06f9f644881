package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a row where an event happened without the event it comes after. */
public enum FunnelPolicy {
  /** The run ends and names the row. */
  @JsonProperty("error")
  ERROR,
  /** The row is set aside with the reason. */
  @JsonProperty("drop")
  DROP,
  /** The row is used as if the event had not happened. */
  @JsonProperty("clear")
  CLEAR
}
