package io.esmm.data.vocabulary;

import io.esmm.field.Buckets;
import io.esmm.field.EncodedField;
import io.esmm.field.NumericField;
import io.esmm.field.RawValue;
import java.util.Arrays;

/**
 * Quantile buckets of a field's numbers. Edge k of K - 1 is the smallest number that at least k/K
 * of all numbers do not exceed; equal edges are one, and an edge that no number exceeds is none, so
 * every bucket has numbers.
 *
 * <p>Exact while there are at most {@link #EXACT} numbers. Beyond, each further one takes a random
 * place in a uniform sample of that size (J. S. Vitter, "Random sampling with a reservoir", ACM
 * TOMS 11 (1985), algorithm R), with a generator seeded by the field's name: the same numbers in
 * the same order give the same buckets. An edge's rank is then off by at most 0.1% of the numbers,
 * with a probability beyond 0.9999.
 */
final class QuantileLearner implements FieldLearner {
  /** The largest number of values that are all kept. */
  static final int EXACT = 4_000_000;

  private final NumericField field;
  private final int buckets;
  private final int capacity;
  private double[] sample = new double[1024];
  private long count;
  private long random;

  QuantileLearner(NumericField field, int buckets) {
    this(field, buckets, EXACT);
  }

  QuantileLearner(NumericField field, int buckets, int capacity) {
    this.field = field;
    this.buckets = buckets;
    this.capacity = capacity;
    this.random = field.name().hashCode();
  }

  @Override
  public void see(RawValue value) {
    double x = value.toNumber();
    if (Double.isNaN(x)) {
      return;
    }
    long place = count < capacity ? count : below(count + 1);
    count++;
    if (place < capacity) {
      if (place >= sample.length) {
        sample = Arrays.copyOf(sample, Math.min(2 * sample.length, capacity));
      }
      sample[(int) place] = x == 0 ? 0 : x;
    }
  }

  @Override
  public EncodedField finish() {
    int n = (int) Math.min(count, capacity);
    Arrays.sort(sample, 0, n);
    double[] edges = new double[n == 0 ? 0 : buckets - 1];
    int kept = 0;
    for (int k = 1; k <= edges.length; k++) {
      double edge = sample[(int) (((long) k * n + buckets - 1) / buckets) - 1];
      if (edge < sample[n - 1]) {
        edges[kept++] = edge;
      }
    }
    sample = new double[0];
    return new EncodedField.Bucketized(field, Buckets.ofSortedEdges(Arrays.copyOf(edges, kept)));
  }

  /**
   * A random number in [0, bound), by SplitMix64; the bias of at most 2^-32 does not matter here.
   */
  private long below(long bound) {
    random += 0x9E3779B97F4A7C15L;
    long z = (random ^ random >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return Math.unsignedMultiplyHigh(z ^ z >>> 31, bound);
  }
}
