package io.esmm.eval.metric;

import io.esmm.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * n rows, each with a predicted probability and a label, checked once: every metric reads one of
 * these.
 *
 * <p>A probability is a finite number, 0 or more. Numbers above 1 are admitted and counted, because
 * a quotient of two models (DIVISION: pCTCVR / pCTR) can exceed 1: rankings take them as they are,
 * log loss and equal-width bins are undefined with the count as the reason.
 *
 * <p>The arrays are not copied; the caller leaves them unchanged. Thread-safe under that condition.
 * The sorted copy that rankings need (8 bytes a row) is made at first use and kept as long as this
 * object.
 */
public final class ScoredRows {
  private final Values probabilities;
  private final byte[] labels;
  private final int positives;
  private final int aboveOne;
  private final int @Nullable [] groups;
  private final @Nullable LogProbabilities logs;
  private volatile @Nullable Ties ties;

  private ScoredRows(
      Values probabilities,
      byte[] labels,
      int positives,
      int aboveOne,
      int @Nullable [] groups,
      @Nullable LogProbabilities logs) {
    this.probabilities = probabilities;
    this.labels = labels;
    this.positives = positives;
    this.aboveOne = aboveOne;
    this.groups = groups;
    this.logs = logs;
  }

  /**
   * Checks and wraps.
   *
   * @param probabilities n predicted probabilities
   * @param labels n labels, 0 or 1
   * @throws ProblemException if a probability is NaN, infinite or negative, or a label not 0 or 1
   * @throws IllegalArgumentException if the lengths differ
   */
  public static ScoredRows of(Values probabilities, byte[] labels) {
    requireSameLength("labels", labels.length, probabilities.rows());
    int aboveOne = 0;
    for (int i = 0; i < labels.length; i++) {
      double p = probabilities.get(i);
      if (!(p >= 0 && p < Double.POSITIVE_INFINITY)) {
        throw new ProblemException(
            "row " + i,
            "probability [" + p + "] is not a finite number of 0 or more",
            Double.isNaN(p)
                ? "the model has diverged or an input is NaN"
                : "evaluate probabilities, not logits");
      }
      if (p > 1) {
        aboveOne++;
      }
    }
    return new ScoredRows(
        probabilities, labels, Labels.countPositives(labels), aboveOne, null, null);
  }

  /** {@link #of(Values, byte[])} of single-precision numbers, which are not copied. */
  public static ScoredRows of(float[] probabilities, byte[] labels) {
    return of(Values.of(probabilities), labels);
  }

  /** {@link #of(Values, byte[])} of double-precision numbers, which are not copied. */
  public static ScoredRows of(double[] probabilities, byte[] labels) {
    return of(Values.of(probabilities), labels);
  }

  /** The same rows with a group id each (a user, a request), for {@link Gauc}. Any int is an id. */
  public ScoredRows withGroups(int[] groups) {
    requireSameLength("groups", groups.length, rows());
    return new ScoredRows(probabilities, labels, positives, aboveOne, groups, logs);
  }

  /** The same rows with log-probabilities, from which {@link LogLoss} is then computed. */
  public ScoredRows withLogs(LogProbabilities logs) {
    requireSameLength("log-probabilities", logs.rows(), rows());
    return new ScoredRows(probabilities, labels, positives, aboveOne, groups, logs);
  }

  /**
   * The rows whose mask is 1, copied, with their groups and logs.
   *
   * @param mask n bytes, 0 or 1: for instance the labels of the parent event
   */
  public ScoredRows where(byte[] mask) {
    requireSameLength("mask", mask.length, rows());
    int selected = Labels.countPositives(mask);
    ScoredRows kept = of(probabilities.where(mask, selected), Labels.where(labels, mask, selected));
    if (groups != null) {
      int[] keptGroups = new int[selected];
      int next = 0;
      for (int i = 0; i < mask.length; i++) {
        if (mask[i] == 1) {
          keptGroups[next++] = groups[i];
        }
      }
      kept = kept.withGroups(keptGroups);
    }
    return logs == null ? kept : kept.withLogs(logs.where(mask, selected));
  }

  /** n, the number of rows. */
  public int rows() {
    return labels.length;
  }

  /** Rows with label 1. */
  public int positives() {
    return positives;
  }

  /** Rows with label 0. */
  public int negatives() {
    return labels.length - positives;
  }

  /** Rows whose "probability" is above 1. */
  public int aboveOne() {
    return aboveOne;
  }

  /**
   * The predicted probability of a row, from 0 to n - 1; above 1 only where {@link #aboveOne()}
   * counts it.
   */
  public double probability(int row) {
    return probabilities.get(row);
  }

  /** 0 or 1. */
  public int label(int row) {
    return labels[row];
  }

  /** The group id of each row, if given; not a copy. */
  public Optional<int[]> groups() {
    return Optional.ofNullable(groups);
  }

  /** The log-probabilities that {@link #withLogs} attached; {@link LogLoss} prefers them. */
  public Optional<LogProbabilities> logs() {
    return Optional.ofNullable(logs);
  }

  /** The rows by probability; sorted once. */
  Ties ties() {
    Ties sorted = ties;
    if (sorted == null) {
      sorted = Ties.of(this);
      ties = sorted;
    }
    return sorted;
  }

  /** Why a metric that needs both classes is undefined; empty if both are there. */
  Optional<MetricValue> oneClass() {
    if (rows() == 0) {
      return Optional.of(MetricValue.undefined("no rows"));
    }
    if (positives == 0) {
      return Optional.of(MetricValue.undefined("no positives"));
    }
    if (negatives() == 0) {
      return Optional.of(MetricValue.undefined("no negatives"));
    }
    return Optional.empty();
  }

  /** The value of a metric that needs probabilities of at most 1. */
  MetricValue undefinedAboveOne() {
    return MetricValue.undefined(
        aboveOne + (aboveOne == 1 ? " probability" : " probabilities") + " above 1");
  }

  private static void requireSameLength(String what, int length, int rows) {
    if (length != rows) {
      throw new IllegalArgumentException(what + ": " + length + " rows, probabilities: " + rows);
    }
  }
}
