package io.esmm.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which towers use the same embedding tables. */
public enum Sharing {
  /** One set of tables for all towers, as in ESMM: every impression trains every embedding. */
  @JsonProperty("all")
  ALL,
  /** Each tower has its own tables, as in ESMM-NS. */
  @JsonProperty("none")
  NONE
}
