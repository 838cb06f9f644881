package io.esmm.train;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Training ended between two steps because {@link Trainer#stop} asked for it. With checkpoints, the
 * same training goes on from here when it is started again.
 */
public final class TrainingStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long steps;
  private final transient @Nullable Path checkpoint;

  TrainingStopped(long steps, @Nullable Path checkpoint) {
    super("training was stopped after step " + steps);
    this.steps = steps;
    this.checkpoint = checkpoint;
  }

  /** The steps taken. */
  public long steps() {
    return steps;
  }

  /** The checkpoint of the last step; empty without checkpoints, or before the first step. */
  public Optional<Path> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }
}
