package io.esmm.eval.truth;

import io.esmm.eval.metric.Labels;
import io.esmm.eval.metric.Values;
import io.esmm.problem.ProblemException;

/**
 * n rows, each with a predicted and a true probability, checked once.
 *
 * <p>Wraps without copying. Thread-safe if the arrays are left unchanged.
 */
public final class ProbabilityPairs {
  private final Values predicted;
  private final Values truth;

  private ProbabilityPairs(Values predicted, Values truth) {
    this.predicted = predicted;
    this.truth = truth;
  }

  /**
   * Checks and wraps.
   *
   * @param predicted n finite numbers of 0 or more (a quotient of two models may exceed 1)
   * @param truth n numbers from 0 to 1
   * @throws ProblemException naming the first row that is not so
   * @throws IllegalArgumentException if the lengths differ
   */
  public static ProbabilityPairs of(Values predicted, Values truth) {
    if (predicted.rows() != truth.rows()) {
      throw new IllegalArgumentException(
          "predicted: " + predicted.rows() + " rows, truth: " + truth.rows());
    }
    for (int i = 0; i < truth.rows(); i++) {
      double p = predicted.get(i);
      double q = truth.get(i);
      if (!(p >= 0 && p < Double.POSITIVE_INFINITY)) {
        throw new ProblemException(
            "row " + i, "probability [" + p + "] is not a finite number of 0 or more", "");
      }
      if (!(q >= 0 && q <= 1)) {
        throw new ProblemException(
            "row " + i, "true probability [" + q + "] does not lie between 0 and 1", "");
      }
    }
    return new ProbabilityPairs(predicted, truth);
  }

  /** n, the number of rows. */
  public int rows() {
    return truth.rows();
  }

  /** The predicted probabilities, 0 or more; not a copy. */
  public Values predicted() {
    return predicted;
  }

  /** The true probabilities, in [0, 1]; not a copy. */
  public Values truth() {
    return truth;
  }

  /**
   * The rows whose mask is 1, copied.
   *
   * @param mask n bytes, 0 or 1: for instance the labels of the parent event
   */
  public ProbabilityPairs where(byte[] mask) {
    int selected = Labels.countPositives(mask);
    return new ProbabilityPairs(predicted.where(mask, selected), truth.where(mask, selected));
  }
}
