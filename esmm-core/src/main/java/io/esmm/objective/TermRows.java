package io.esmm.objective;

import io.esmm.batch.Batch;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that a term is taken over. Not thread-safe. */
final class TermRows {
  private final int event;
  private final int over;
  private final int given;
  private final int mustBeReached;
  private final boolean takesOpen;
  private final int[] mustHappen;
  private final int[] mustNotHappen;
  private final String[] marks;
  private final int[] columns;
  private @Nullable List<String> found;

  TermRows(Term term, Funnel funnel) {
    this.event = term.event();
    this.over = term.over();
    this.given = term.given();
    boolean severalPaths = funnel.events().get(term.event()).parents().size() > 1;
    // Where the delay is learnt, a label that is open tells something, too.
    this.takesOpen = funnel.delayOf(term.event()) != Funnel.NONE;
    this.mustBeReached =
        switch (term.probability()) {
          case JOINT -> takesOpen ? term.event() : Funnel.NONE;
          case CONDITIONAL -> severalPaths || takesOpen ? term.event() : Funnel.NONE;
        };
    this.mustHappen = events(term, funnel, true);
    this.mustNotHappen = events(term, funnel, false);
    this.marks =
        term.where().stream()
            .map(RowCondition::mark)
            .filter(mark -> mark != null)
            .toArray(String[]::new);
    this.columns = new int[marks.length];
  }

  private static int[] events(Term term, Funnel funnel, boolean happened) {
    return term.where().stream()
        .filter(condition -> condition.event() != null && condition.wantsHappened() == happened)
        .mapToInt(condition -> funnel.indexOf(String.valueOf(condition.event())))
        .toArray();
  }

  /** Finds the marks of a batch, unless they are those of the last one. */
  void find(Batch batch) {
    if (batch.marks() == found) {
      return;
    }
    for (int m = 0; m < marks.length; m++) {
      columns[m] = batch.marks().indexOf(marks[m]);
      if (columns[m] < 0) {
        throw new IllegalArgumentException(
            "the batch does not tell for which rows [" + marks[m] + "], only " + batch.marks());
      }
    }
    found = batch.marks();
  }

  /**
   * Whether the term is taken over a row.
   *
   * @param outcome what happened on the row
   */
  boolean takes(Batch batch, int row, Outcome outcome) {
    if (!takesOpen && !outcome.isKnown(event)) {
      return false;
    }
    if (!outcome.happened(over) || !outcome.happened(given)) {
      return false;
    }
    if (mustBeReached != Funnel.NONE && !outcome.isReached(mustBeReached)) {
      return false;
    }
    for (int required : mustHappen) {
      if (!outcome.happened(required)) {
        return false;
      }
    }
    for (int excluded : mustNotHappen) {
      if (!outcome.isKnown(excluded) || outcome.happened(excluded)) {
        return false;
      }
    }
    for (int column : columns) {
      if (batch.marked(column)[row] != 1) {
        return false;
      }
    }
    return true;
  }
}
