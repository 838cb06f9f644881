package io.esmm.objective;

import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelRow;
import io.esmm.funnel.LogProbability;

/** The cross-entropy of a label and of a joint or a conditional probability. Not thread-safe. */
final class CrossEntropyGradient implements TermGradient {
  private final LossRow row;
  private final FunnelRow probabilities;
  private final Probability probability;
  private final int event;
  private final double positiveWeight;
  private final int firstHead;

  /** Whether a head's logit is that of the opposite of the event. */
  private final boolean opposite;

  CrossEntropyGradient(Term term, Funnel funnel, LossRow row) {
    this.row = row;
    this.probabilities = row.given(term.given());
    this.probability = term.probability();
    this.event = term.event();
    this.positiveWeight = term.positiveWeight();
    this.firstHead = funnel.firstHead(event);
    this.opposite = funnel.events().get(event).isOtherwise();
  }

  @Override
  public double add(double weight) {
    boolean happened = row.outcome().happened(event);
    double ofRow = happened ? weight * positiveWeight : weight;
    return switch (probability) {
      case JOINT -> joint(happened, ofRow);
      case CONDITIONAL -> conditional(happened, ofRow);
    };
  }

  private double joint(boolean happened, double weight) {
    probabilities.addGradient(event, happened ? -weight : 0, happened ? 0 : -weight);
    return -weight
        * (happened ? probabilities.logJoint(event) : probabilities.logComplement(event));
  }

  /** Of the path that was reached, or of the only one. */
  private double conditional(boolean happened, double weight) {
    int head = firstHead + Math.max(0, row.outcome().path(event));
    boolean positive = happened != opposite;
    double s = positive ? probabilities.logit(head) : -probabilities.logit(head);
    double gradient = weight * LogProbability.sigmoid(-s);
    row.addGradient(head, positive ? -gradient : gradient);
    return -weight * LogProbability.logSigmoid(s);
  }
}
