package io.esmm.graph;

import io.esmm.numerics.FtrlRule;

/**
 * How a parameter follows its gradient. Either rule keeps two numbers for each weight, and changes
 * in a table only the rows that a step touches.
 */
public sealed interface UpdateRule {
  /** As the model's optimizer says. */
  UpdateRule MODEL = new Model();

  /** The model's optimizer. */
  record Model() implements UpdateRule {}

  /**
   * FTRL-proximal, for a parameter that starts at zero. It sums the gradients of a batch's
   * impressions where the model's optimizer takes their mean, so that its constants mean what they
   * mean in the paper, where every impression is a step, whatever the size of the batch. The
   * learning-rate schedule is not for it: its rates fall by themselves.
   *
   * @param rule the constants
   */
  record Ftrl(FtrlRule rule) implements UpdateRule {}
}
