package io.esmm.objective;

import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelRow;
import io.esmm.funnel.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The factor of a row that a term's {@link PropensityConfig} asks for. It reads the row's
 * probabilities and adds nothing to their gradients: that is what stops the gradient. Immutable;
 * thread-safe.
 */
final class InversePropensity {
  private final int event;
  private final boolean happened;
  private final double least;

  private InversePropensity(int event, PropensityConfig config) {
    this.event = event;
    this.happened = config.happened();
    this.least = config.least();
  }

  /** That of a term; null if it has none. */
  static @Nullable InversePropensity of(Term term, Funnel funnel) {
    @Nullable PropensityConfig config = term.propensity();
    return config == null ? null : new InversePropensity(funnel.indexOf(config.event()), config);
  }

  /** Whether on a row what it is the probability of is so. */
  boolean happened(Outcome outcome) {
    return outcome.happened(event) == happened;
  }

  /**
   * 1 / max(p, least).
   *
   * @param space the probabilities of the row over the whole space
   */
  double factor(FunnelRow space) {
    double log = happened ? space.logJoint(event) : space.logComplement(event);
    return 1 / Math.max(Math.exp(log), least);
  }
}
