package io.esmm.cli.explain;

import io.esmm.cli.console.Columns;
import io.esmm.funnel.Funnel;
import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import io.esmm.objective.Objective;
import io.esmm.objective.Probability;
import io.esmm.objective.PropensityConfig;
import io.esmm.objective.RowWeightConfig;
import io.esmm.objective.TermWeight;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The terms of the objective, and what follows from them: which rows train which tower. */
final class TermLines {
  private final Objective objective;
  private final Funnel funnel;
  private final @Nullable Weights weights;

  /**
   * @param weights of a trained model, from which learnt weights of terms are shown; else null
   */
  TermLines(Objective objective, @Nullable Weights weights) {
    this.objective = objective;
    this.funnel = objective.funnel();
    this.weights = weights;
  }

  /** A line for each term. */
  String terms() {
    Columns columns = new Columns("  ", "term", "rows", "trains the towers of", ">weight");
    for (int t = 0; t < objective.terms().size(); t++) {
      Objective.Term term = objective.terms().get(t);
      columns.line(
          name(term.probability()) + " probability of " + funnel.nameOf(term.event()),
          rows(term),
          String.join(", ", objective.trained(term).stream().map(Funnel.Head::name).toList()),
          weight(t));
    }
    List<Parameter> learnt = objective.parameters();
    return learnt.isEmpty()
        ? columns.toString()
        : columns
            + "  A learnt weight is e^-s, and s / 2 is added to the loss; s: "
            + learnt.stream().map(Parameter::name).collect(Collectors.joining(", "))
            + "\n";
  }

  /** A line for each tower. */
  String towers() {
    Columns columns = new Columns("  ", "tower", "is trained on", "through");
    for (Funnel.Head head : funnel.heads()) {
      List<Objective.Term> terms =
          objective.terms().stream()
              .filter(term -> objective.trained(term).contains(head))
              .toList();
      columns.line(
          head.name(),
          String.join("; ", terms.stream().map(term -> rows(term, head)).distinct().toList()),
          String.join(
              ", ",
              terms.stream()
                  .map(t -> name(t.probability()) + " " + funnel.nameOf(t.event()))
                  .toList()));
    }
    return columns.toString();
  }

  private String rows(Objective.Term term) {
    List<Integer> paths = funnel.events().get(term.event()).parents();
    if (term.probability() == Probability.JOINT || paths.size() == 1) {
      List<Integer> events = both(term.over(), term.given());
      return with(events.equals(List.of(Funnel.SPACE)) ? List.of() : events) + conditions(term);
    }
    return funnel.row()
        + "s with "
        + paths.stream()
            .filter(parent -> !funnel.exclusive(parent, term.over()))
            .map(parent -> names(both(term.over(), parent)))
            .collect(Collectors.joining(" or "))
        + conditions(term);
  }

  /** Where a tower is trained by a term: of several paths, where its own was reached. */
  private String rows(Objective.Term term, Funnel.Head head) {
    boolean severalPaths = funnel.events().get(term.event()).parents().size() > 1;
    return term.probability() == Probability.CONDITIONAL && severalPaths
        ? with(both(term.over(), head.parent())) + conditions(term)
        : rows(term);
  }

  /** Where two events happened, of which one may say it all. */
  private List<Integer> both(int over, int parent) {
    if (funnel.implies(parent, over)) {
      return List.of(parent);
    }
    return funnel.implies(over, parent) ? List.of(over) : List.of(over, parent);
  }

  private String with(List<Integer> events) {
    return events.isEmpty()
        ? "all " + funnel.row() + "s"
        : funnel.row() + "s with " + names(events);
  }

  private String names(List<Integer> events) {
    return String.join(" and ", events.stream().map(funnel::nameOf).toList());
  }

  /** What a term asks of rows beside an event that happened on them. */
  private String conditions(Objective.Term term) {
    StringBuilder conditions = new StringBuilder();
    term.where().forEach(condition -> conditions.append(", ").append(condition.describe()));
    if (term.sample() != null) {
      conditions.append(", ").append(term.sample().describe());
    }
    if (funnel.delayOf(term.event()) != Funnel.NONE) {
      return conditions + ", with its delay";
    }
    if (term.given() != Funnel.SPACE && term.probability() == Probability.JOINT) {
      conditions.append(", given ").append(funnel.nameOf(term.given()));
    }
    return conditions.toString();
  }

  private String weight(int t) {
    Objective.Term term = objective.terms().get(t);
    String weight =
        switch (term.weight()) {
          case TermWeight.Fixed(double value) -> number(value);
          case TermWeight.Learnt.UNCERTAINTY -> learnt(t);
        };
    @Nullable RowWeightConfig ofRow = term.rowWeight();
    @Nullable PropensityConfig propensity = term.propensity();
    return weight
        + (term.positiveWeight() == 1 ? "" : ", positives x " + number(term.positiveWeight()))
        + (ofRow == null ? "" : ", rows x " + ofRow.column())
        + (propensity == null ? "" : ", rows x " + propensity.describe());
  }

  private String learnt(int t) {
    return weights == null
        ? "learnt"
        : String.format(Locale.ROOT, "learnt, %.4g", objective.factors(weights)[t]);
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
