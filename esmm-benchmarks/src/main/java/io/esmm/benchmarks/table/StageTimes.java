package io.esmm.benchmarks.table;

import io.esmm.train.Stage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where the time of a step goes, and what it could not be less than.
 *
 * @param shape of the rows
 * @param seconds of one thread per impression; stages that did not run are left out
 * @param floors of one thread per impression, of the stages that have one
 */
public record StageTimes(String shape, Map<Stage, Double> seconds, Map<Stage, Double> floors) {
  /** Copies the maps. */
  public StageTimes {
    seconds = copy(seconds);
    floors = copy(floors);
  }

  private static Map<Stage, Double> copy(Map<Stage, Double> times) {
    Map<Stage, Double> copy = new EnumMap<>(Stage.class);
    copy.putAll(times);
    return Collections.unmodifiableMap(copy);
  }

  /** All stages together. */
  public double sum() {
    return seconds.values().stream().mapToDouble(x -> x).sum();
  }
}
