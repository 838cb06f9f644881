package io.esmm.objective;

import io.esmm.funnel.Funnel;
import org.jspecify.annotations.Nullable;

/**
 * A loss of an event's logit s and that of an auxiliary head h, see {@link RowLoss}. Not
 * thread-safe.
 */
final class HeadGradient implements TermGradient {
  private final LossRow row;
  private final TermLoss kind;
  private final int event;
  private final int head;

  /** The place of the auxiliary head's logit, or {@link Funnel#NONE}. */
  private final int auxiliary;

  private final @Nullable InversePropensity propensity;
  private final RowLoss rowLoss = new RowLoss();
  private @Nullable HeldNumbers held;

  HeadGradient(Term term, Objective objective, LossRow row) {
    Funnel funnel = objective.funnel();
    this.row = row;
    this.kind = term.loss();
    this.event = term.event();
    this.head = funnel.firstHead(event);
    this.auxiliary =
        term.head() == null
            ? Funnel.NONE
            : funnel.heads().size()
                + funnel.delays().size()
                + objective.auxiliary().indexOf(term.head());
    this.propensity = InversePropensity.of(term, funnel);
  }

  @Override
  public void hold() {
    held = new HeldNumbers();
  }

  @Override
  public double add(double weight) {
    boolean happened = row.outcome().happened(event);
    double s = row.logit(head);
    double h = auxiliary == Funnel.NONE ? 0 : row.logit(auxiliary);
    double number = number(s);
    double loss =
        switch (kind) {
          case DOUBLY_ROBUST -> rowLoss.doublyRobust(s, happened, h, number);
          case IMPUTATION -> rowLoss.imputation(number, h);
          case COUNTERFACTUAL -> rowLoss.counterfactual(h, happened);
          case COUNTERFACTUAL_PRIOR -> rowLoss.counterfactualPrior(s, h);
          case ENTROPY -> rowLoss.entropy(s);
          case CROSS_ENTROPY, CALIBRATOR -> throw new IllegalStateException("computed elsewhere");
        };
    row.addGradient(head, weight * rowLoss.logitGradient());
    if (auxiliary != Funnel.NONE) {
      row.addGradient(auxiliary, weight * rowLoss.headGradient());
    }
    return weight * loss;
  }

  /** A number through which no gradient goes; 0 for most losses. */
  private double number(double s) {
    HeldNumbers numbers = held;
    if (numbers == null) {
      return compute(s);
    }
    int place = row.place();
    return numbers.has(place) ? numbers.get(place) : numbers.put(place, compute(s));
  }

  private double compute(double s) {
    return switch (kind) {
      case DOUBLY_ROBUST ->
          propensity == null || !propensity.happened(row.outcome())
              ? 0
              : propensity.factor(row.space());
      case IMPUTATION -> RowLoss.error(s, row.outcome().happened(event));
      default -> 0;
    };
  }
}
