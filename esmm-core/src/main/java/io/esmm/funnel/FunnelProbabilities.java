package io.esmm.funnel;

import java.util.List;

/**
 * The probabilities of every event on many rows, from the logits of every head. Not thread-safe.
 */
public final class FunnelProbabilities {
  private final List<Funnel.Event> events;
  private final int[] firstHead;

  /** Weighs the paths of events that are reached over several of them. */
  private final FunnelRow row;

  private final boolean meets;
  private final boolean divides;

  /** Probabilities by the paths and the read-out of this funnel. */
  public FunnelProbabilities(Funnel funnel) {
    this.events = funnel.events();
    this.firstHead = new int[events.size()];
    for (int e = 0; e < firstHead.length; e++) {
      firstHead[e] = funnel.firstHead(e);
    }
    this.row = new FunnelRow(funnel);
    this.meets = funnel.meets();
    this.divides = funnel.readout() == Readout.DIVISION;
  }

  /**
   * Computes all of them.
   *
   * @param logits for each head, n
   * @param conditional for each event, n, overwritten: given that one of those before it happened
   * @param joint for each event, n, overwritten: over the whole space
   */
  public void of(double[][] logits, double[][] conditional, double[][] joint) {
    for (int e = 0; e < firstHead.length; e++) {
      Funnel.Event event = events.get(e);
      if (divides) {
        divide(event, logits[firstHead[e]], conditional[e], joint, joint[e]);
      } else if (event.parents().size() == 1) {
        onePath(event, logits[firstHead[e]], conditional[e], joint, joint[e]);
      } else {
        severalPaths(e, logits, joint);
      }
    }
    if (meets) {
      weighPaths(logits, conditional);
    }
  }

  private static void onePath(
      Funnel.Event event, double[] logits, double[] conditional, double[][] joint, double[] own) {
    int parent = event.parents().getFirst();
    for (int i = 0; i < logits.length; i++) {
      conditional[i] = LogProbability.sigmoid(event.isOtherwise() ? -logits[i] : logits[i]);
      own[i] = parent == Funnel.SPACE ? conditional[i] : joint[parent][i] * conditional[i];
    }
  }

  private static void divide(
      Funnel.Event event, double[] logits, double[] conditional, double[][] joint, double[] own) {
    int parent = event.parents().getFirst();
    for (int i = 0; i < logits.length; i++) {
      own[i] = LogProbability.sigmoid(logits[i]);
      conditional[i] = parent == Funnel.SPACE ? own[i] : quotient(own[i], joint[parent][i]);
    }
  }

  /** A finite number, whatever has rounded to 0. */
  private static double quotient(double joint, double before) {
    return Math.min(joint / Math.max(before, Double.MIN_NORMAL), Double.MAX_VALUE);
  }

  private void severalPaths(int e, double[][] logits, double[][] joint) {
    Funnel.Event event = events.get(e);
    for (int i = 0; i < joint[e].length; i++) {
      double sum = 0;
      for (int k = 0; k < event.parents().size(); k++) {
        double s = logits[firstHead[e] + k][i];
        sum +=
            joint[event.parents().get(k)][i] * LogProbability.sigmoid(event.isOtherwise() ? -s : s);
      }
      joint[e][i] = Math.min(sum, 1); // a sum may round to just above
    }
  }

  /** In log space, so that paths too unlikely for a double are still weighed against each other. */
  private void weighPaths(double[][] logits, double[][] conditional) {
    for (int i = 0; i < conditional[0].length; i++) {
      for (int h = 0; h < logits.length; h++) {
        row.setLogit(h, logits[h][i]);
      }
      row.evaluate();
      for (int e = 0; e < firstHead.length; e++) {
        if (events.get(e).parents().size() > 1) {
          conditional[e][i] = row.conditional(e);
        }
      }
    }
  }
}
