package io.esmm.objective;

import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelRow;

/**
 * How far the joint probability of an event exceeds that of the one before it, max(0, P(event) -
 * P(before)), each by a tower of its own. Not thread-safe.
 */
final class ExcessGradient implements TermGradient {
  private final FunnelRow space;
  private final int event;
  private final int before;

  ExcessGradient(Term term, Funnel funnel, LossRow row) {
    this.space = row.space();
    this.event = term.event();
    this.before = funnel.events().get(event).parents().getFirst();
  }

  @Override
  public double add(double weight) {
    double later = Math.exp(space.logJoint(event));
    double earlier = Math.exp(space.logJoint(before));
    if (later <= earlier) {
      return 0;
    }
    space.addGradient(event, weight * later, 0);
    space.addGradient(before, -weight * earlier, 0);
    return weight * (later - earlier);
  }
}
