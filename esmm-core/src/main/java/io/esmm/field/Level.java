package io.esmm.field;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a field lives: once per request, or once per impression. */
public enum Level {
  /** User, context, behavior history: one value for all impressions of a request. */
  @JsonProperty("request")
  REQUEST,
  /** Item, crosses, position: one value for each impression. */
  @JsonProperty("impression")
  IMPRESSION
}
