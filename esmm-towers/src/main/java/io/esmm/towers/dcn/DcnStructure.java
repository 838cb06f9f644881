package io.esmm.towers.dcn;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the hidden layers stand. */
public enum DcnStructure {
  /** Beside the cross layers, both over the fields; the logit reads both. */
  @JsonProperty("parallel")
  PARALLEL,
  /** On top of the cross layers. */
  @JsonProperty("stacked")
  STACKED
}
