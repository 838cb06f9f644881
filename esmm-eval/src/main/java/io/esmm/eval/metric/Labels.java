package io.esmm.eval.metric;

import io.esmm.problem.ProblemException;

/**
 * Checks and selections of columns of labels: 1 where an event happened, 0 where not, and -1 where
 * nobody knows yet and a method admits it. Nothing given is changed.
 */
public final class Labels {
  private Labels() {}

  /**
   * How many rows have label 1.
   *
   * @throws ProblemException naming the first row whose label is neither 0 nor 1
   */
  public static int countPositives(byte[] labels) {
    int positives = 0;
    for (int i = 0; i < labels.length; i++) {
      if ((labels[i] & ~1) != 0) {
        throw new ProblemException(
            "row " + i, "label [" + labels[i] + "] is neither 0 nor 1", "labels are 0 or 1");
      }
      positives += labels[i];
    }
    return positives;
  }

  /**
   * Makes sure that every label is 0, 1 or, where nobody knows yet, -1.
   *
   * @throws ProblemException naming the first row whose label is none of them
   */
  public static void check(byte[] labels) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < -1 || labels[i] > 1) {
        throw new ProblemException(
            "row " + i, "label [" + labels[i] + "] is neither 0 nor 1", "labels are 0 or 1");
      }
    }
  }

  /** The number of rows of which nobody knows yet. */
  public static int unknown(byte[] labels) {
    int unknown = 0;
    for (byte label : labels) {
      unknown += label < 0 ? 1 : 0;
    }
    return unknown;
  }

  /** 1 where the event is known to have happened; the labels themselves if all are known. */
  public static byte[] happened(byte[] labels) {
    return unknown(labels) == 0 ? labels : mapped(labels, 0, 1, 0);
  }

  /** 1 where it is known whether the event happened. */
  public static byte[] known(byte[] labels) {
    return mapped(labels, 1, 1, 0);
  }

  private static byte[] mapped(byte[] labels, int zero, int one, int unknown) {
    byte[] mapped = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      mapped[i] = (byte) (labels[i] < 0 ? unknown : labels[i] == 0 ? zero : one);
    }
    return mapped;
  }

  /** The other rows, for labels that are all known: 1 where the label is 0. */
  public static byte[] not(byte[] labels) {
    byte[] flipped = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      flipped[i] = (byte) (1 - labels[i]);
    }
    return flipped;
  }

  /**
   * The labels of the rows whose mask is 1, in their order.
   *
   * @param selected how many rows the mask selects
   */
  public static byte[] where(byte[] labels, byte[] mask, int selected) {
    byte[] kept = new byte[selected];
    int next = 0;
    for (int i = 0; i < labels.length; i++) {
      if (mask[i] == 1) {
        kept[next++] = labels[i];
      }
    }
    return kept;
  }
}
