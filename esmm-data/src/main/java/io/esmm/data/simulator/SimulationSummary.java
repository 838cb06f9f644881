package io.esmm.data.simulator;

/**
 * What {@code simulation.json} says: all that it takes to make the same log again, and what it came
 * to.
 *
 * @param generator the version of the story; another one makes other logs from the same
 *     configuration
 * @param config what the log was asked to be
 * @param intercepts what calibration found
 * @param counts what the log came to
 */
public record SimulationSummary(
    int generator, SimulatorConfig config, Intercepts intercepts, LogCounts counts) {

  /** The version of this code's story. */
  public static final int GENERATOR = 1;
}
