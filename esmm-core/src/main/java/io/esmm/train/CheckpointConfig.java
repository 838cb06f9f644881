package io.esmm.train;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How often a training that may be interrupted writes down where it stands. */
@JsonClassDescription(
    "how often training writes down where it stands, so that it can go on after an interruption;"
        + " the model does not depend on it")
public record CheckpointConfig(
    @JsonPropertyDescription("steps between checkpoints; not together with everySeconds")
        @Nullable Integer everySteps,
    @JsonPropertyDescription("seconds between checkpoints; default 60, unless everySteps is given")
        @Nullable Double everySeconds,
    @JsonPropertyDescription(
            "how many of the latest checkpoints are kept; an older one is read where the latest"
                + " turns out damaged; default 2")
        Integer keep) {
  private static final double DEFAULT_SECONDS = 60;
  private static final int MOST_KEPT = 1000;

  /** Null stands for the default. */
  public CheckpointConfig(
      @Nullable Integer everySteps, @Nullable Double everySeconds, @Nullable Integer keep) {
    this.everySteps = everySteps;
    this.everySeconds =
        everySteps == null && everySeconds == null ? Double.valueOf(DEFAULT_SECONDS) : everySeconds;
    this.keep = keep == null ? 2 : keep;
    if (everySteps != null && everySeconds != null) {
      throw new IllegalArgumentException(
          "everySteps [" + everySteps + "] and everySeconds [" + everySeconds + "]: give only one");
    }
    if (everySteps != null && everySteps < 1) {
      throw new IllegalArgumentException("everySteps [" + everySteps + "] must be at least 1");
    }
    if (everySeconds != null && !(everySeconds > 0 && everySeconds <= 1e9)) {
      throw new IllegalArgumentException(
          "everySeconds [" + everySeconds + "] must be above 0 and at most 1e9");
    }
    if (this.keep < 1 || this.keep > MOST_KEPT) {
      throw new IllegalArgumentException("keep [" + keep + "] must be in [1, " + MOST_KEPT + "]");
    }
  }

  /** A checkpoint every 60 seconds, the latest two kept. */
  public static CheckpointConfig defaults() {
    return new CheckpointConfig(null, null, null);
  }

  /** A checkpoint after so many steps, the latest two kept. */
  public static CheckpointConfig everySteps(int steps) {
    return new CheckpointConfig(steps, null, null);
  }
}
