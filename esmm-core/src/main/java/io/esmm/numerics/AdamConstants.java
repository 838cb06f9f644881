package io.esmm.numerics;

/**
 * The constants of an {@link AdamStep} as floats. Each is worked out in double and rounded once: in
 * float, {@code 1 - beta2} alone would be wrong by 1e-5. One object is refilled for every call, so
 * a step allocates nothing.
 */
final class AdamConstants {
  float keepMean;
  float addMean;
  float keepSquare;
  float addSquare;
  float epsilon;
  float rate;
  float rootCorrection;

  void set(AdamStep step) {
    keepMean = (float) step.beta1();
    addMean = (float) (1 - step.beta1());
    keepSquare = (float) step.beta2();
    addSquare = (float) (1 - step.beta2());
    epsilon = (float) step.epsilon();
    rate = (float) step.correctedRate();
    rootCorrection = (float) step.rootCorrection();
  }
}
