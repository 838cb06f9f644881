package io.esmm.field;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the embeddings of a bag or sequence become one vector; an empty bag gives zeros. */
public enum Pooling {
  /** The sum of the embeddings. */
  @JsonProperty("sum")
  SUM,
  /** The sum divided by the number of ids. */
  @JsonProperty("mean")
  MEAN,
  /** The sum of the embeddings times their weights, as given in the data. */
  @JsonProperty("weighted")
  WEIGHTED
}
