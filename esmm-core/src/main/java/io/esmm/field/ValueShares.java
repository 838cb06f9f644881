package io.esmm.field;

import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How often each id of a field was seen on the training rows on which it was known: the weights
 * with which probabilities are averaged where it is not. Immutable and thread-safe.
 */
public final class ValueShares {
  /** A candidate is scored once for each value, so there may not be more of them. */
  public static final int MOST_VALUES = 256;

  private final double[] shares;
  private final int[] ids;

  /**
   * Shares that are known already, as those of a stored schema.
   *
   * @param shares by id; that of {@link Vocabulary#MISSING} is 0, the sum is 1
   */
  public ValueShares(List<Double> shares) {
    this.shares = shares.stream().mapToDouble(Double::doubleValue).toArray();
    double sum = 0;
    for (double share : this.shares) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("share [" + share + "] of a value is not in [0, 1]");
      }
      sum += share;
    }
    if (!(Math.abs(sum - 1) <= 1e-9) || this.shares[Vocabulary.MISSING] != 0) {
      throw new IllegalArgumentException("shares " + shares + " of values do not sum to 1");
    }
    this.ids = IntStream.range(0, this.shares.length).filter(id -> this.shares[id] > 0).toArray();
  }

  /**
   * The shares of what was counted.
   *
   * @param field for errors
   * @param counts by id; that of {@link Vocabulary#MISSING} does not count
   * @throws ProblemException if no value was seen, or more than {@link #MOST_VALUES} different ones
   */
  public static ValueShares of(ReadField field, long[] counts) {
    long values = 0;
    long sum = 0;
    for (int id = Vocabulary.MISSING + 1; id < counts.length; id++) {
      values += counts[id] > 0 ? 1 : 0;
      sum += counts[id];
    }
    if (sum == 0) {
      throw problem(
          field,
          "has no value on any training row where [" + field.knownAfter() + "] happened",
          "check its column");
    }
    if (values > MOST_VALUES) {
      throw problem(
          field,
          "has "
              + values
              + " values, and a candidate without one would be scored once for each; at most "
              + MOST_VALUES
              + " may be averaged over",
          "raise its minCount, give it fewer buckets, or assume a value instead");
    }
    Double[] shares = new Double[counts.length];
    Arrays.fill(shares, 0.0);
    for (int id = Vocabulary.MISSING + 1; id < counts.length; id++) {
      shares[id] = (double) counts[id] / sum;
    }
    return new ValueShares(List.of(shares));
  }

  private static ProblemException problem(ReadField field, String what, String remedy) {
    return new ProblemException(
        List.of(new Problem("#/fields", "field [" + field.name() + "] " + what, remedy)));
  }

  /** Refuses shares that do not fit a field. */
  static void check(ReadField field, @Nullable ValueShares shares, int rows) {
    if (shares == null) {
      return;
    }
    if (!field.marginalizes() || shares.shares.length != rows) {
      throw new IllegalArgumentException(
          shares.shares.length
              + " shares of values are given for field ["
              + field.name()
              + "], which has "
              + (field.marginalizes() ? rows + " ids" : "no use for them"));
    }
  }

  /** The share of an id on the training rows, in [0, 1]; 0 if it was not seen on them. */
  public double of(int id) {
    return shares[id];
  }

  /** The number of ids that were seen. */
  public int size() {
    return ids.length;
  }

  /** The i-th id that was seen, ascending. */
  public int id(int i) {
    return ids[i];
  }

  /** The shares by id, in [0, 1], 1 in all. */
  public List<Double> values() {
    return Arrays.stream(shares).boxed().toList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ValueShares s && Arrays.equals(shares, s.shares);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shares);
  }
}
