package io.esmm.funnel;

import java.util.Arrays;

/**
 * The gradient of one event's probability in a funnel whose paths meet. With a head of logit s
 * between p and an event c, whose opposite is o, and t the event,
 *
 * <pre>
 *   dP(t) / ds = P(p) sigmoid(s) sigmoid(-s) D        D = P(t | c) - P(t | o)
 *   P(t | p) = sigmoid(s) P(t | c) + sigmoid(-s) P(t | o)
 * </pre>
 *
 * <p>Where c and o both lead to t almost surely, or equally, that difference has no digits left. So
 * it is taken as one of products, each with all its digits, of which only those are left that
 * differ:
 *
 * <pre>
 *   D = P(t | c) P(not t | o) - P(not t | c) P(t | o)
 *   D = ( sigmoid(u) sigmoid(-v) - sigmoid(-u) sigmoid(v) ) D'
 * </pre>
 *
 * <p>the latter where c and o lead to the same next event, by heads of logits u and v, with D' that
 * event's difference. Where all that leads to t goes through one event, what is behind it is a
 * factor. All else is a sum of positive terms. From an event at most one head leads to t, since the
 * paths that meet exclude each other. Reused from row to row; not thread-safe.
 */
final class MeetingPaths {
  private final int[][] parents;
  private final int[] firstHead;
  private final int[] otherwise;

  /** For each event e: log P(t | e), log P(not t | e). */
  private final double[] logLeads;

  private final double[] logMisses;

  /** For each event the next one that leads to t, and the logit of the head between them. */
  private final int[] next;

  private final double[] nextLogit;

  /** For each event the sign of its D, and log |D|. */
  private final double[] sign;

  private final double[] logDifference;

  /**
   * @param parents of each event
   * @param firstHead of each event
   * @param otherwise for each event the one before it of which it is the opposite, or {@link
   *     Funnel#NONE}
   */
  MeetingPaths(int[][] parents, int[] firstHead, int[] otherwise) {
    this.parents = parents;
    this.firstHead = firstHead;
    this.otherwise = otherwise;
    int n = parents.length;
    this.logLeads = new double[n];
    this.logMisses = new double[n];
    this.next = new int[n];
    this.nextLogit = new double[n];
    this.sign = new double[n];
    this.logDifference = new double[n];
  }

  /**
   * Adds factor / scale dP(t) / ds to the gradient of each head that leads to t.
   *
   * @param logScale the logarithm of the scale
   * @param logJoint of each event
   */
  void addGradient(
      int t,
      double factor,
      double logScale,
      double[] logits,
      double[] logJoint,
      double[] logitGradients) {
    Arrays.fill(logLeads, Double.NEGATIVE_INFINITY);
    Arrays.fill(logMisses, 0);
    Arrays.fill(next, Funnel.NONE);
    logLeads[t] = 0;
    logMisses[t] = Double.NEGATIVE_INFINITY;
    double scale = logScale;
    int ahead = 1; // events that lead to t and whose heads have not been seen
    for (int c = t; c >= 0; c--) {
      boolean paired = c + 1 < otherwise.length && otherwise[c + 1] == c;
      double oLeads = paired ? logLeads[c + 1] : Double.NEGATIVE_INFINITY;
      double oMisses = paired ? logMisses[c + 1] : 0;
      boolean leads = logLeads[c] > Double.NEGATIVE_INFINITY;
      boolean otherLeads = oLeads > Double.NEGATIVE_INFINITY;
      if (otherwise[c] != Funnel.NONE || !leads && !otherLeads) {
        continue; // the heads of an opposite are seen with what it is the opposite of
      }
      if (ahead == 1 && leads) {
        scale -= logLeads[c];
        logLeads[c] = 0;
        logMisses[c] = Double.NEGATIVE_INFINITY;
      }
      ahead -= (leads ? 1 : 0) + (otherLeads ? 1 : 0);
      difference(c, paired);
      for (int k = 0; k < parents[c].length; k++) {
        int h = firstHead[c] + k;
        int p = parents[c][k];
        double happens = LogProbability.logSigmoid(logits[h]);
        double fails = LogProbability.logSigmoid(-logits[h]);
        double before = (p == Funnel.SPACE ? 0 : logJoint[p]) - scale;
        logitGradients[h] +=
            factor * sign[c] * Math.exp(before + logDifference[c] + happens + fails);
        if (p != Funnel.SPACE) {
          logLeads[p] = LogProbability.logAddExp(happens + logLeads[c], fails + oLeads);
          logMisses[p] = LogProbability.logAddExp(happens + logMisses[c], fails + oMisses);
          next[p] = c;
          nextLogit[p] = logits[h];
          ahead++;
        }
      }
    }
  }

  /** The D of an event and its opposite, of which at least one leads to t. */
  private void difference(int c, boolean paired) {
    int o = c + 1;
    if (!paired || logLeads[o] == Double.NEGATIVE_INFINITY) {
      sign[c] = 1;
      logDifference[c] = logLeads[c];
    } else if (logLeads[c] == Double.NEGATIVE_INFINITY) {
      sign[c] = -1;
      logDifference[c] = logLeads[o];
    } else if (next[c] != Funnel.NONE && next[c] == next[o]) {
      double u = nextLogit[c];
      double v = nextLogit[o];
      difference(
          c,
          LogProbability.logSigmoid(u) + LogProbability.logSigmoid(-v),
          LogProbability.logSigmoid(-u) + LogProbability.logSigmoid(v));
      sign[c] *= sign[next[c]];
      logDifference[c] += logDifference[next[c]];
    } else {
      difference(c, logLeads[c] + logMisses[o], logMisses[c] + logLeads[o]);
    }
  }

  /** e^a - e^b, neither of which is infinite. */
  private void difference(int c, double a, double b) {
    sign[c] = Math.signum(a - b);
    logDifference[c] =
        sign[c] == 0
            ? Double.NEGATIVE_INFINITY
            : Math.max(a, b) + LogProbability.log1mexp(-Math.abs(a - b));
  }
}
