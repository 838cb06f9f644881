package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a training set in which an event never happens. */
public enum AbsencePolicy {
  /** The run ends and names the event. */
  @JsonProperty("error")
  ERROR,
  /** The summary warns. */
  @JsonProperty("accept")
  ACCEPT
}
