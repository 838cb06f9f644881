package io.esmm.data.prepare;

/**
 * How far a phase is.
 *
 * @param phase its name
 * @param rows read so far in this phase
 * @param fraction of the phase's input that was read, in [0, 1]; NaN if nobody knows
 * @param seconds since the phase began
 */
public record PreparationProgress(String phase, long rows, double fraction, double seconds) {

  /** Rows per second in this phase, on average since it began. */
  public double rowsPerSecond() {
    return seconds > 0 ? rows / seconds : 0;
  }

  /** Seconds that the rest of the phase will take if it goes on like this; NaN if nobody knows. */
  public double secondsLeft() {
    return fraction > 0 ? seconds * (1 - fraction) / fraction : Double.NaN;
  }
}
