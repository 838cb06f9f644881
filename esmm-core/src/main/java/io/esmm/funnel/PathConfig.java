package io.esmm.funnel;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.TowerConfig;

/** One of several ways to reach an event, with a tower of its own. */
@JsonClassDescription("one of several ways to reach an event, with a tower of its own")
public record PathConfig(
    @JsonPropertyDescription("the event that this path comes from") String after,
    @JsonPropertyDescription(
            "the network that gives the event's logit where the event before it happened; type"
                + " chooses it")
        TowerConfig tower) {

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public PathConfig {
    if (after.isBlank()) {
      throw new IllegalArgumentException("a path comes after a blank name; name an event");
    }
  }
}
