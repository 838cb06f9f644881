package io.esmm.config;

import io.esmm.funnel.EventLink;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelRules;
import io.esmm.funnel.Readout;
import io.esmm.objective.Objective;
import io.esmm.objective.Probability;
import io.esmm.objective.Term;
import io.esmm.objective.TermLoss;
import io.esmm.problem.Problem;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the terms of an objective must satisfy on a funnel; none for a preset. */
final class TermChecks {
  private final Outline outline;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> events;

  private TermChecks(Outline outline) {
    this.outline = outline;
    this.events = outline.eventNames();
  }

  static List<Problem> problems(Outline outline) {
    TermChecks checks = new TermChecks(outline);
    if (!outline.terms().isEmpty() && !checks.events.contains("")) {
      Optional<Funnel> funnel = funnel(outline);
      boolean known = true;
      for (int i = 0; i < outline.terms().size(); i++) {
        known &= checks.knownEvent(i);
        checks.rows(i, funnel);
        checks.conditions(i);
        checks.chosenEvent(i, "sample", outline.terms().get(i).sampled(), funnel);
        checks.chosenEvent(i, "propensity", outline.terms().get(i).propensity(), funnel);
        checks.limit(i);
      }
      if (funnel.isPresent() && known) {
        checks.everyHeadIsTrained(funnel.get());
      }
      checks.parameterNames();
      checks.problems.addAll(HeadChecks.problems(outline));
    }
    return checks.problems;
  }

  /** The funnel, if there is nothing to object to. */
  private static Optional<Funnel> funnel(Outline outline) {
    boolean readable =
        !outline.space().isEmpty() && outline.events().stream().allMatch(TermChecks::isReadable);
    if (!readable || !FunnelRules.problems(outline.space(), outline.events()).isEmpty()) {
      return Optional.empty();
    }
    Funnel funnel = Funnel.of(outline.space(), outline.events(), Map.of());
    boolean divides =
        outline.readout().equals(JsonForms.nameOf(Readout.DIVISION))
            && outline.events().stream().allMatch(event -> event.after().size() == 1);
    return Optional.of(
        divides ? new Funnel(funnel.space(), funnel.events(), Readout.DIVISION) : funnel);
  }

  private static boolean isReadable(EventLink event) {
    return event.isOtherwise() || !event.after().isEmpty() && !event.after().contains("");
  }

  private boolean knownEvent(int i) {
    String event = outline.terms().get(i).event();
    if (!events.contains(event)) {
      problem(i, "/event", "event [" + event + "] unknown", Suggestion.remedy(event, events));
      return false;
    }
    return true;
  }

  private void rows(int i, Optional<Funnel> funnel) {
    Outline.Term term = outline.terms().get(i);
    if (!events.contains(term.event())) {
      return;
    }
    Set<String> rows = new LinkedHashSet<>(events);
    rows.add(outline.space());
    if (!rows.contains(term.over())) {
      problem(
          i,
          "/over",
          "over [" + term.over() + "] is neither the space nor an event",
          Suggestion.remedy(term.over(), rows));
    } else if (funnel.isPresent() && !term.over().equals(outline.space())) {
      happens(i, term, funnel.get());
    }
  }

  private void conditions(int i) {
    Outline.Term term = outline.terms().get(i);
    for (int c = 0; c < term.where().size(); c++) {
      Outline.Condition condition = term.where().get(c);
      String place = "/where/" + c;
      if (!condition.event().isEmpty() && !events.contains(condition.event())) {
        problem(
            i,
            place + "/event",
            "event [" + condition.event() + "] unknown",
            Suggestion.remedy(condition.event(), events));
      }
      List<String> fields =
          outline.fields().stream()
              .filter(field -> field.kind() != Outline.Kind.CROSS)
              .map(Outline.Field::name)
              .toList();
      if (!condition.field().isEmpty() && !fields.contains(condition.field())) {
        problem(
            i,
            place + "/field",
            "field [" + condition.field() + "] of the condition unknown",
            Suggestion.remedy(condition.field(), fields));
      }
    }
  }

  /** The event of a sample or propensity must be one, and must leave a choice. */
  private void chosenEvent(int i, String part, String event, Optional<Funnel> funnel) {
    Outline.Term term = outline.terms().get(i);
    String place = "/" + part + "/event";
    if (event.isEmpty()) {
      return;
    }
    if (!events.contains(event)) {
      String what = "event [" + event + "] of the " + part;
      problem(
          i,
          place,
          event.equals(outline.space()) ? what + " is the space" : what + " unknown",
          Suggestion.remedy(event, events));
    } else if (event.equals(term.event())
        || funnel.isPresent()
            && events.contains(term.event())
            && funnel
                .get()
                .implies(funnel.get().indexOf(event), funnel.get().indexOf(term.event()))) {
      problem(
          i,
          place,
          "the " + part + " depends on [" + event + "], which tells the label of the term",
          "name an event before [" + term.event() + "]");
    }
  }

  /** The event that a term is not to be above must be one, and have terms. */
  private void limit(int i) {
    String event = outline.terms().get(i).notAbove();
    if (event.isEmpty()) {
      return;
    }
    if (!events.contains(event)) {
      problem(
          i,
          "/notAbove",
          "event [" + event + "] of notAbove unknown",
          Suggestion.remedy(event, events));
    } else if (outline.terms().stream().noneMatch(term -> term.event().equals(event))) {
      problem(
          i,
          "/notAbove",
          "no term is of event [" + event + "], so this one would always be scaled down to nothing",
          "add a term of [" + event + "], or remove notAbove");
    }
  }

  private void happens(int i, Outline.Term term, Funnel funnel) {
    int event = funnel.indexOf(term.event());
    int over = funnel.indexOf(term.over());
    String remedy =
        "take the term over " + String.join(" or ", bracketed(funnel.parentNames(event)));
    if (funnel.implies(over, event)) {
      problem(
          i,
          "/over",
          "event [" + term.event() + "] has happened wherever [" + term.over() + "] has",
          remedy);
    } else if (funnel.exclusive(over, event)) {
      problem(
          i,
          "/over",
          "event [" + term.event() + "] never happens where [" + term.over() + "] has",
          remedy);
    }
  }

  private static List<String> bracketed(List<String> names) {
    return names.stream().map(name -> "[" + name + "]").toList();
  }

  private void everyHeadIsTrained(Funnel funnel) {
    List<Term> terms =
        outline.terms().stream()
            .filter(TermChecks::teaches)
            .map(term ->
                new Term(
                    funnel.indexOf(term.event()),
                    term.joint() ? Probability.JOINT : Probability.CONDITIONAL,
                    funnel.indexOf(term.over()),
                    1))
            .toList();
    Set<Funnel.Head> trained = new HashSet<>();
    terms.forEach(term -> trained.addAll(new Objective(funnel, terms).trained(term)));
    // In the order of the configuration, as all problems are.
    for (EventLink link : outline.events()) {
      for (Funnel.Head head : funnel.heads()) {
        if (link.name().equals(funnel.nameOf(head.event())) && !trained.contains(head)) {
          String path =
              link.after().size() == 1 ? "" : " after [" + funnel.nameOf(head.parent()) + "]";
          problems.add(
              new Problem(
                  "/objective/terms",
                  "no term trains the tower of event [" + link.name() + "]" + path,
                  "add one for it, or for the joint probability of an event after it"));
        }
      }
    }
  }

  /** Whether the event's tower learns from labels by a term. */
  private static boolean teaches(Outline.Term term) {
    return Arrays.stream(TermLoss.values())
        .anyMatch(loss -> loss.word().equals(term.loss()) && loss.teaches());
  }

  private void parameterNames() {
    int place = outline.events().stream().map(EventLink::name).toList().indexOf(Objective.NAME);
    if (place >= 0 && outline.terms().stream().anyMatch(Outline.Term::learnt)) {
      problems.add(
          new Problem(
              "/funnel/events/" + place + "/name",
              "event [" + Objective.NAME + "] has the name of the objective, which learns weights",
              "rename the event"));
    }
  }

  private void problem(int term, String place, String what, String remedy) {
    problems.add(new Problem("/objective/terms/" + term + place, what, remedy));
  }
}
