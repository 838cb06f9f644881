package io.esmm.objective;

import io.esmm.funnel.Funnel;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Terms of towers that read what is known only after some event, as {@link Objective#knowing} takes
 * them. Immutable; thread-safe.
 *
 * @param objective the terms
 * @param knownAfter for each head of the funnel the events behind which what it needs is known
 */
record LateTerms(Objective objective, List<Set<String>> knownAfter) {

  /**
   * The objective whose terms are each taken given the last event that one of its towers needs.
   *
   * @throws IllegalArgumentException if a term or a tower cannot be trained so
   */
  Objective given() {
    Objective known =
        objective.with(
            objective.terms().stream().map(term -> term.given(lastNeeded(term))).toList());
    known.terms().forEach(term -> requireTrained(term, known));
    return known;
  }

  /** The last of the events behind which the fields of a term's towers exist. */
  private int lastNeeded(Term term) {
    if (term.loss() != TermLoss.CROSS_ENTROPY) {
      requireKnown(term);
      return Funnel.SPACE;
    }
    Funnel funnel = objective.funnel();
    int given = Funnel.SPACE;
    for (Funnel.Head head : objective.trained(term)) {
      for (String event : needs(head)) {
        int place = funnel.indexOf(event);
        requireImplied(term, head, place);
        given = funnel.implies(place, given) ? place : given;
        requireNegatives(term, head, place);
      }
    }
    return given;
  }

  private Set<String> needs(Funnel.Head head) {
    return knownAfter.get(objective.funnel().heads().indexOf(head));
  }

  /** A joint probability of an event that can be reached without another is not that given it. */
  private void requireImplied(Term term, Funnel.Head head, int needed) {
    Funnel funnel = objective.funnel();
    boolean rowsImplyIt = term.over() != Funnel.SPACE && funnel.implies(term.over(), needed);
    if (!funnel.implies(term.event(), needed) && !rowsImplyIt) {
      throw new IllegalArgumentException(
          cannotBeTrained(term, head, needed)
              + ", and ["
              + funnel.nameOf(term.event())
              + "] can be reached without it; let the tower leave the field out if it is one,"
              + " or take conditional terms over ["
              + funnel.nameOf(head.parent())
              + "]");
    }
  }

  /** A loss that is no cross-entropy needs all that its towers read, on all rows that it reads. */
  private void requireKnown(Term term) {
    Funnel funnel = objective.funnel();
    @Nullable PropensityConfig propensity = term.propensity();
    int where =
        propensity != null && term.loss() == TermLoss.DOUBLY_ROBUST
            ? funnel.indexOf(propensity.event())
            : term.over();
    for (Funnel.Head head : objective.trained(term)) {
      for (String event : needs(head)) {
        int needed = funnel.indexOf(event);
        if (where == Funnel.SPACE || !funnel.implies(where, needed)) {
          throw new IllegalArgumentException(
              cannotBeTrained(term, head, needed)
                  + "; let the tower leave the field out, or take another method");
        }
      }
    }
  }

  private String cannotBeTrained(Term term, Funnel.Head head, int needed) {
    return "the "
        + objective.describe(term)
        + ", cannot be trained: the tower of ["
        + head.name()
        + "] needs what is known only after ["
        + objective.funnel().nameOf(needed)
        + "]";
  }

  /** Rows without an event cannot train a tower as its negatives that reads what comes after it. */
  private void requireNegatives(Term term, Funnel.Head head, int known) {
    Funnel funnel = objective.funnel();
    @Nullable SampleConfig sample = term.sample();
    if (sample != null
        && sample.keepNegatives() != null
        && funnel.implies(known, funnel.indexOf(sample.event()))) {
      throw new IllegalArgumentException(
          "the "
              + objective.describe(term)
              + ", takes rows without ["
              + sample.event()
              + "] as negatives, and the tower of ["
              + head.name()
              + "] needs what is known only after ["
              + funnel.nameOf(known)
              + "]; let the tower leave the field out, or take the term over ["
              + funnel.nameOf(known)
              + "] without a sample");
    }
  }

  /** What a term would train were it not taken given an event, another must train. */
  private static void requireTrained(Term term, Objective known) {
    for (Funnel.Head head : known.trained(term.given(Funnel.SPACE))) {
      if (known.terms().stream().noneMatch(other -> known.trained(other).contains(head))) {
        throw new IllegalArgumentException(
            "no term trains the tower of ["
                + head.name()
                + "]: the "
                + known.describe(term)
                + ", is taken given ["
                + known.funnel().nameOf(term.given())
                + "], for it needs what is known only after it; add a term for ["
                + head.name()
                + "]");
      }
    }
  }
}
