package io.esmm.train;

import io.esmm.problem.ProblemException;
import java.nio.file.Path;

/** Tells two listeners, one after the other. */
record TwoListeners(TrainingListener first, TrainingListener second) implements TrainingListener {

  @Override
  public void onStep(TrainingProgress progress) {
    first.onStep(progress);
    second.onStep(progress);
  }

  @Override
  public void onValidation(TrainingProgress progress, double metric, boolean best) {
    first.onValidation(progress, metric, best);
    second.onValidation(progress, metric, best);
  }

  @Override
  public void onResume(TrainingProgress progress, Path checkpoint) {
    first.onResume(progress, checkpoint);
    second.onResume(progress, checkpoint);
  }

  @Override
  public void onDamagedCheckpoint(ProblemException problem) {
    first.onDamagedCheckpoint(problem);
    second.onDamagedCheckpoint(problem);
  }

  @Override
  public void onCheckpoint(TrainingProgress progress, Path checkpoint) {
    first.onCheckpoint(progress, checkpoint);
    second.onCheckpoint(progress, checkpoint);
  }
}
