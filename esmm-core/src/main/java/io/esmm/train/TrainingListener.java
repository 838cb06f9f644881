package io.esmm.train;

/** Is told how training goes. Called on the thread that trains; a slow listener slows training. */
public interface TrainingListener {

  /** After every step. */
  default void onStep(TrainingProgress progress) {}

  /** After every evaluation on the validation rows. */
  default void onValidation(TrainingProgress progress, double metric, boolean best) {}

  /** Hears nothing. */
  TrainingListener SILENT = new TrainingListener() {};
}
