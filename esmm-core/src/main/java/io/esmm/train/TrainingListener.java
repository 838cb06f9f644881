package io.esmm.train;

import io.esmm.problem.ProblemException;
import java.nio.file.Path;

/** Is told how training goes. Called on the thread that trains; a slow listener slows training. */
public interface TrainingListener {

  /** After every step. */
  default void onStep(TrainingProgress progress) {}

  /** After every evaluation on the validation rows. */
  default void onValidation(TrainingProgress progress, double metric, boolean best) {}

  /**
   * Once, before the first step, if training goes on where an earlier one was interrupted.
   *
   * @param progress where that one stood
   * @param checkpoint what is gone on from
   */
  default void onResume(TrainingProgress progress, Path checkpoint) {}

  /** A checkpoint cannot be used, and an earlier one is: before {@link #onResume}. */
  default void onDamagedCheckpoint(ProblemException problem) {}

  /** After every checkpoint. */
  default void onCheckpoint(TrainingProgress progress, Path checkpoint) {}

  /** Tells this one first, then another. */
  default TrainingListener and(TrainingListener other) {
    return new TwoListeners(this, other);
  }

  /** Hears nothing. */
  TrainingListener SILENT = new TrainingListener() {};
}
