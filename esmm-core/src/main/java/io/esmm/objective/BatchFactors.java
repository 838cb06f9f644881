package io.esmm.objective;

import io.esmm.funnel.Funnel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The factor of each term that depends on a whole batch of N rows. Of one whose propensity is
 * self-normalized it is N / W, where W is the sum of the shares of its rows: the term is then
 * divided by W and no longer by N. Where the terms of an event are not to be above another event's,
 * it is min(1, A / B): B is what those terms make together, A what the other's make. No gradient
 * goes through any of it. Not thread-safe.
 */
final class BatchFactors {
  private final int[] events;
  private final boolean[] normalized;

  /** For each term the event whose terms it is not to be above, or {@link Funnel#NONE}. */
  private final int[] limits;

  private final double[] normalizing;
  private final double[] factors;

  /** Those of an objective; each is 1 until a batch has been measured. */
  BatchFactors(Objective objective) {
    this.events = objective.terms().stream().mapToInt(Term::event).toArray();
    this.limits =
        objective.terms().stream()
            .mapToInt(term -> limit(term.notAbove(), objective.funnel()))
            .toArray();
    this.normalized = new boolean[events.length];
    for (int t = 0; t < normalized.length; t++) {
      @Nullable PropensityConfig propensity = objective.terms().get(t).propensity();
      normalized[t] = propensity != null && propensity.selfNormalized();
    }
    this.normalizing = new double[events.length];
    this.factors = new double[events.length];
    clear();
  }

  private static int limit(@Nullable String event, Funnel funnel) {
    return event == null ? Funnel.NONE : funnel.indexOf(event);
  }

  /** Makes each of them 1 until sums are taken. */
  void clear() {
    Arrays.fill(factors, 1);
  }

  /**
   * Takes over the factors of a batch.
   *
   * @param scale 1 / N, as the losses of the sums have it
   */
  void take(BatchSums sums, double scale) {
    for (int t = 0; t < events.length; t++) {
      boolean divides = normalized[t] && sums.shares(t) > 0; // none of its rows, nothing to scale
      normalizing[t] = divides ? 1 / (scale * sums.shares(t)) : 1;
    }
    for (int t = 0; t < events.length; t++) {
      double most = 0;
      double own = 0;
      for (int u = 0; u < events.length && limits[t] != Funnel.NONE; u++) {
        double loss = sums.losses(u) * normalizing[u];
        most += events[u] == limits[t] ? loss : 0;
        own += events[u] == events[t] && limits[u] == limits[t] ? loss : 0;
      }
      factors[t] = own > most ? normalizing[t] * (most / own) : normalizing[t];
    }
  }

  double of(int term) {
    return factors[term];
  }
}
