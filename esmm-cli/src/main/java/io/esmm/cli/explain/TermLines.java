package io.esmm.cli.explain;

import io.esmm.cli.console.Columns;
import io.esmm.funnel.Funnel;
import io.esmm.objective.Objective;
import io.esmm.objective.Probability;
import java.util.ArrayList;
import java.util.List;

/** The terms of the objective, and what follows from them: which rows train which tower. */
final class TermLines {
  private final Objective objective;
  private final Funnel funnel;

  TermLines(Objective objective) {
    this.objective = objective;
    this.funnel = objective.funnel();
  }

  /** A line for each term. */
  String terms() {
    Columns columns = new Columns("  ", "term", "rows", "trains the towers of", ">weight");
    for (Objective.Term term : objective.terms()) {
      columns.line(
          name(term.probability()) + " probability of " + event(term.event()),
          rows(term),
          String.join(", ", trained(term).stream().map(this::event).toList()),
          number(term.weight()));
    }
    return columns.toString();
  }

  /** A line for each tower. */
  String towers() {
    Columns columns = new Columns("  ", "tower", "is trained on", "through");
    for (int e = 0; e < funnel.events().size(); e++) {
      int tower = e;
      List<Objective.Term> terms =
          objective.terms().stream().filter(term -> trained(term).contains(tower)).toList();
      columns.line(
          event(e),
          String.join("; ", terms.stream().map(this::rows).distinct().toList()),
          String.join(
              ", ",
              terms.stream().map(t -> name(t.probability()) + " " + event(t.event())).toList()));
    }
    return columns.toString();
  }

  private String rows(Objective.Term term) {
    return term.over() == Funnel.SPACE
        ? "all " + funnel.space() + "s"
        : funnel.space() + "s with " + event(term.over());
  }

  /** The events whose towers a term trains, the first of the funnel first. */
  private List<Integer> trained(Objective.Term term) {
    List<Integer> events = new ArrayList<>(List.of(term.event()));
    if (term.probability() == Probability.JOINT) {
      int at = funnel.events().get(term.event()).parent();
      for (; at != Funnel.SPACE; at = funnel.events().get(at).parent()) {
        events.addFirst(at);
      }
    }
    return events;
  }

  private String event(int place) {
    return funnel.events().get(place).name();
  }

  private static String name(Probability probability) {
    return switch (probability) {
      case JOINT -> "joint";
      case CONDITIONAL -> "conditional";
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
