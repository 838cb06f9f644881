package io.esmm.data.simulator;

/**
 * What is added to the two logits so that the expected rates are the configured ones.
 *
 * @param click added to every click logit
 * @param conversion added to every conversion logit
 */
public record Intercepts(double click, double conversion) {

  static double probability(double logit) {
    // StrictMath: the same bits on every platform.
    return 1 / (1 + StrictMath.exp(-logit));
  }
}
