package io.esmm.tower;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a hidden layer does between its product and its activation; the names stand in the JSON. */
public enum Normalization {
  /** Nothing. */
  @JsonProperty("none")
  NONE,
  /**
   * Each column to mean 0 and variance 1 over the rows of a shard, a gain and a bias (Ioffe and
   * Szegedy 2015); running statistics when scoring.
   */
  @JsonProperty("batch")
  BATCH,
  /** Each row to mean 0 and variance 1, a gain and a bias (Ba, Kiros and Hinton 2016). */
  @JsonProperty("layer")
  LAYER
}
