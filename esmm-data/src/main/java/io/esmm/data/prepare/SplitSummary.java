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
 */
public record SplitSummary(
    String name, long requests, long impressions, Map<String, Long> positives) {
  public SplitSummary {
    positives = Collections.unmodifiableMap(new LinkedHashMap<>(positives));
  }
}
