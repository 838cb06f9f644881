package io.esmm.objective;

import java.util.Arrays;

/**
 * What the factors of terms that depend on a whole batch ask of it: for each term the sum of its
 * rows' shares, and its loss as it is without such factors. The sums of a batch's parts are added
 * in an order that the batch alone decides. Not thread-safe.
 */
public final class BatchSums {
  private final double[] shares;
  private final double[] losses;

  /** Sums of zero for the terms of an objective. */
  public BatchSums(Objective objective) {
    this.shares = new double[objective.terms().size()];
    this.losses = new double[shares.length];
  }

  /** Begins at zero again. */
  public void clear() {
    Arrays.fill(shares, 0);
    Arrays.fill(losses, 0);
  }

  /** Begins with no shares, and with the losses of rows that were evaluated before. */
  void goOn(double[] losses) {
    Arrays.fill(shares, 0);
    System.arraycopy(losses, 0, this.losses, 0, losses.length);
  }

  /** Adds the sums of a part of the batch. */
  public void add(BatchSums part) {
    for (int t = 0; t < shares.length; t++) {
      addRow(t, part.shares[t], part.losses[t]);
    }
  }

  /** Adds a row, or several. */
  void addRow(int term, double share, double loss) {
    shares[term] += share;
    losses[term] += loss;
  }

  /** The sum of the rows' own factors in a term: weights, inverse propensities. */
  double shares(int term) {
    return shares[term];
  }

  /** The loss of a term, its weight included. */
  double losses(int term) {
    return losses[term];
  }
}
