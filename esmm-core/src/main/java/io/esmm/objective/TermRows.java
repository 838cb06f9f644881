package io.esmm.objective;

import io.esmm.batch.Batch;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.Outcome;

/** The rows that a term is taken over. Immutable. */
final class TermRows {
  private final int over;
  private final int mustBeReached;

  TermRows(Objective.Term term, Funnel funnel) {
    this.over = term.over();
    boolean severalPaths = funnel.events().get(term.event()).parents().size() > 1;
    this.mustBeReached =
        switch (term.probability()) {
          case JOINT -> Funnel.NONE;
          case CONDITIONAL -> severalPaths ? term.event() : Funnel.NONE;
        };
  }

  /**
   * Whether the term is taken over a row.
   *
   * @param outcome what happened on the row
   */
  boolean takes(Batch batch, int row, Outcome outcome) {
    return (over == Funnel.SPACE || outcome.happened(over))
        && (mustBeReached == Funnel.NONE || outcome.isReached(mustBeReached));
  }
}
