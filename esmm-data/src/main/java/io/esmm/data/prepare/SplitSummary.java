package io.esmm.data.prepare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a split holds.
 *
 * @param name train, validation or test
 * @param requests in it
 * @param impressions in it
 * @param positives impressions on which each event happened, in the order of the funnel
 * @param unknown impressions of which that is not known yet, for the events that have any
 */
public record SplitSummary(
    String name,
    long requests,
    long impressions,
    Map<String, Long> positives,
    Map<String, Long> unknown) {
  /** Copies the maps, keeping their order. */
  public SplitSummary {
    unknown = Collections.unmodifiableMap(new LinkedHashMap<>(unknown));
    positives = Collections.unmodifiableMap(new LinkedHashMap<>(positives));
  }
}
