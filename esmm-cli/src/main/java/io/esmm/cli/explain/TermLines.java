package io.esmm.cli.explain;

import io.esmm.cli.console.Columns;
import io.esmm.funnel.Funnel;
import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import io.esmm.objective.Objective;
import io.esmm.objective.Probability;
import io.esmm.objective.PropensityConfig;
import io.esmm.objective.RowWeightConfig;
import io.esmm.objective.Term;
import io.esmm.objective.TermLoss;
import io.esmm.objective.TermWeight;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
      Term term = objective.terms().get(t);
      columns.line(
          Objective.describe(term.loss(), term.probability())
              + " of "
              + funnel.nameOf(term.event()),
          rows(term),
          String.join(", ", trained(term)),
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
      List<Term> terms =
          objective.terms().stream()
              .filter(term -> objective.trained(term).contains(head))
              .toList();
      columns.line(
          head.name(),
          String.join("; ", terms.stream().map(term -> rows(term, head)).distinct().toList()),
          String.join(", ", terms.stream().map(this::through).toList()));
    }
    for (String head : objective.auxiliary()) {
      List<Term> terms =
          objective.terms().stream().filter(term -> head.equals(term.head())).toList();
      columns.line(
          head + ", in training alone",
          String.join("; ", terms.stream().map(this::rows).distinct().toList()),
          String.join(", ", terms.stream().map(this::through).toList()));
    }
    return columns.toString();
  }

  /** The names of the heads that a term trains, an auxiliary one last. */
  private List<String> trained(Term term) {
    return Stream.concat(
            objective.trained(term).stream().map(Funnel.Head::name), Stream.ofNullable(term.head()))
        .toList();
  }

  private String through(Term term) {
    return (term.loss() == TermLoss.CROSS_ENTROPY ? term.probability().word() : term.loss().word())
        + " "
        + funnel.nameOf(term.event());
  }

  private String rows(Term term) {
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
  private String rows(Term term, Funnel.Head head) {
    if (term.loss() == TermLoss.DOUBLY_ROBUST && term.propensity() != null) {
      // Elsewhere its error is not known, and another head stands for it.
      return with(both(term.over(), funnel.indexOf(term.propensity().event()))) + conditions(term);
    }
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
  private String conditions(Term term) {
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
    Term term = objective.terms().get(t);
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
        + (propensity == null ? "" : ", " + divided(term) + " x " + propensity.describe())
        + (term.notAbove() == null ? "" : ", not above " + term.notAbove());
  }

  private static String divided(Term term) {
    return term.loss() == TermLoss.DOUBLY_ROBUST ? "known errors" : "rows";
  }

  private String learnt(int t) {
    return weights == null
        ? "learnt"
        : String.format(Locale.ROOT, "learnt, %.4g", objective.factors(weights)[t]);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
