package io.esmm.eval.metric;

import java.util.Arrays;

/**
 * The rows in ascending order of probability, equal probabilities together: a walk over the
 * distinct probabilities, each with its positives and negatives. What every ranking metric needs,
 * and the reason ties are exact in all of them.
 *
 * <p>Positives and negatives are sorted apart, as primitives, and merged in the walk: 8 bytes a row
 * and no permutation.
 */
final class Ties {
  private final double[] positives;
  private final double[] negatives;
  private final int positiveCount;
  private final int negativeCount;

  private Ties(double[] positives, int positiveCount, double[] negatives, int negativeCount) {
    this.positives = positives;
    this.positiveCount = positiveCount;
    this.negatives = negatives;
    this.negativeCount = negativeCount;
  }

  static Ties of(ScoredRows rows) {
    double[] positives = new double[rows.positives()];
    double[] negatives = new double[rows.negatives()];
    int nextPositive = 0;
    int nextNegative = 0;
    for (int i = 0; i < rows.rows(); i++) {
      if (rows.label(i) == 1) {
        positives[nextPositive++] = rows.probability(i);
      } else {
        negatives[nextNegative++] = rows.probability(i);
      }
    }
    return sorting(positives, nextPositive, negatives, nextNegative);
  }

  /** Sorts the first so many numbers of each array in place. */
  static Ties sorting(
      double[] positives, int positiveCount, double[] negatives, int negativeCount) {
    sort(positives, positiveCount);
    sort(negatives, negativeCount);
    return new Ties(positives, positiveCount, negatives, negativeCount);
  }

  private static void sort(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] += 0.0; // -0.0 becomes 0.0, which the sort would set apart
    }
    Arrays.sort(values, 0, count);
  }

  Walk walk() {
    return new Walk();
  }

  /**
   * Twice the number of pairs (a positive, a negative) in which the positive stands higher, a tie
   * counting one half: an integer, below 2^62 for any number of rows an array can hold.
   */
  long twiceWins() {
    long twice = 0;
    long negativesBelow = 0;
    for (Walk walk = walk(); walk.next(); ) {
      twice += walk.positives() * (2 * negativesBelow + walk.negatives());
      negativesBelow += walk.negatives();
    }
    return twice;
  }

  /** One pass from the lowest probability to the highest. */
  final class Walk {
    private int positive;
    private int negative;
    private double probability;
    private long positivesHere;
    private long negativesHere;

    /** Moves to the next distinct probability; false if there is none. */
    boolean next() {
      if (positive == positiveCount && negative == negativeCount) {
        return false;
      }
      if (negative == negativeCount
          || (positive < positiveCount && positives[positive] < negatives[negative])) {
        probability = positives[positive];
      } else {
        probability = negatives[negative];
      }
      int from = positive;
      while (positive < positiveCount && positives[positive] == probability) {
        positive++;
      }
      positivesHere = (long) positive - from;
      from = negative;
      while (negative < negativeCount && negatives[negative] == probability) {
        negative++;
      }
      negativesHere = (long) negative - from;
      return true;
    }

    double probability() {
      return probability;
    }

    /** Rows with this probability and label 1. */
    long positives() {
      return positivesHere;
    }

    /** Rows with this probability and label 0. */
    long negatives() {
      return negativesHere;
    }

    long rows() {
      return positivesHere + negativesHere;
    }
  }
}
