package io.esmm.objective;

import io.esmm.batch.Batch;
import io.esmm.funnel.Funnel;

/**
 * What a row adds to the loss of one term, and to the gradients of the logits; one class for each
 * shape that a term's loss has. Not thread-safe.
 */
sealed interface TermGradient
    permits CrossEntropyGradient, DelayGradient, ExcessGradient, HeadGradient {

  /** That of a term, for the rows that pass through. */
  static TermGradient of(Term term, Objective objective, LossRow row) {
    return switch (term.loss()) {
      case CROSS_ENTROPY -> {
        int delay = objective.funnel().delayOf(term.event());
        yield delay == Funnel.NONE
            ? new CrossEntropyGradient(term, objective.funnel(), row)
            : new DelayGradient(term, delay, objective.funnel(), row);
      }
      case DOUBLY_ROBUST, IMPUTATION, COUNTERFACTUAL, COUNTERFACTUAL_PRIOR, ENTROPY ->
          new HeadGradient(term, objective, row);
      case CALIBRATOR -> new ExcessGradient(term, objective.funnel(), row);
    };
  }

  /** Finds what it reads of a batch beside the labels, unless it is that of the last one. */
  default void find(Batch batch) {}

  /** From now on what no gradient goes through stays what it is when a row is added next. */
  default void hold() {}

  /**
   * Adds the gradients of the present row.
   *
   * @param weight factor of the row in the loss
   * @return the row's loss, times its weight
   */
  double add(double weight);
}
