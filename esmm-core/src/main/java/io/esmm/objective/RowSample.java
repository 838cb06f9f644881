package io.esmm.objective;

import io.esmm.batch.Batch;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelRow;
import io.esmm.funnel.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a term's {@link SampleConfig} keeps. Each row has a number in [0, 1) from a hash of
 * the seed, the term's event and the row (the finalizer of SplitMix64, Steele, Lea and Flood 2014);
 * it is kept if that is below its probability. Immutable; thread-safe.
 */
final class RowSample {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1p-53;

  private final int event;
  private final long key;

  /** The share of negatives; 0 for rejection sampling. */
  private final double keepNegatives;

  private final double keepBelow;

  private RowSample(int event, long key, SampleConfig config) {
    this.event = event;
    this.key = key;
    this.keepNegatives = config.keepNegatives() == null ? 0 : config.keepNegatives();
    this.keepBelow = config.keepBelow() == null ? 0 : config.keepBelow();
  }

  /** The sample of a term; null if it takes all its rows. */
  static @Nullable RowSample of(Term term, Funnel funnel, long seed) {
    @Nullable SampleConfig config = term.sample();
    return config == null
        ? null
        : new RowSample(
            funnel.indexOf(config.event()), mix(mix(seed) + (term.event() + 1) * GOLDEN), config);
  }

  /**
   * Whether a row is kept.
   *
   * @param space the probabilities of the row over the whole space
   */
  boolean keeps(Batch batch, int row, Outcome outcome, FunnelRow space) {
    if (keepNegatives == 0) {
      return number(batch, row) * Math.exp(space.logJoint(event)) < keepBelow;
    }
    if (outcome.happened(event)) {
      return true;
    }
    return outcome.isKnown(event) && number(batch, row) < keepNegatives;
  }

  /** A number in [0, 1) of the row's own. */
  private double number(Batch batch, int row) {
    return (mix(key + batch.identityOf(row) * GOLDEN) >>> 11) * UNIT;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
