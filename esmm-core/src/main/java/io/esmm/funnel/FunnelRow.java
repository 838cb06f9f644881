package io.esmm.funnel;

/**
 * The probabilities of one row, in log space, and their gradients. For an event e after p, with
 * logit s:
 *
 * <pre>
 *   log P(e)     = log P(p) + log sigmoid(s)
 *   log (1-P(e)) = log( (1 - P(p)) + P(p) (1 - sigmoid(s)) )
 * </pre>
 *
 * <p>The second line is a sum of positive terms: an event fails because its parent failed or
 * because it failed itself. So the complement of a product is never a difference, and both
 * logarithms are finite for every finite logit. For impression, click, conversion the first line is
 * pCTCVR = pCTR * pCVR (equation 1 of the paper). Reused from row to row; not thread-safe.
 */
public final class FunnelRow {
  private final int[] parents;
  private final double[] logits;
  private final double[] logJoint;
  private final double[] logComplement;
  private final double[] logFailsHere;
  private final double[] jointGradient;
  private final double[] complementGradient;

  public FunnelRow(Funnel funnel) {
    int n = funnel.events().size();
    parents = funnel.events().stream().mapToInt(Funnel.Event::parent).toArray();
    logits = new double[n];
    logJoint = new double[n];
    logComplement = new double[n];
    logFailsHere = new double[n];
    jointGradient = new double[n];
    complementGradient = new double[n];
  }

  /** Takes the logit of an event; all are to be set before {@link #evaluate}. */
  public void setLogit(int event, double logit) {
    logits[event] = logit;
  }

  public double logit(int event) {
    return logits[event];
  }

  /** Computes all log probabilities and clears the gradients. */
  public void evaluate() {
    for (int e = 0; e < parents.length; e++) {
      double s = logits[e];
      double tail = Math.log1p(Math.exp(-Math.abs(s)));
      double logHappens = Math.min(s, 0) - tail;
      double logFails = Math.min(-s, 0) - tail;
      int p = parents[e];
      if (p == Funnel.SPACE) {
        logJoint[e] = logHappens;
        logFailsHere[e] = logFails;
        logComplement[e] = logFails;
      } else {
        logJoint[e] = logJoint[p] + logHappens;
        logFailsHere[e] = logJoint[p] + logFails;
        logComplement[e] = LogProbability.logAddExp(logComplement[p], logFailsHere[e]);
      }
      jointGradient[e] = 0;
      complementGradient[e] = 0;
    }
  }

  /** log P(e): the event and all before it happen. */
  public double logJoint(int event) {
    return logJoint[event];
  }

  /** log(1 - P(e)). */
  public double logComplement(int event) {
    return logComplement[event];
  }

  /** Adds to the gradient of a loss with respect to log P(e) and log(1 - P(e)). */
  public void addGradient(int event, double joint, double complement) {
    jointGradient[event] += joint;
    complementGradient[event] += complement;
  }

  /**
   * Adds to logitGradients what the gradients added since {@link #evaluate} demand, children first.
   */
  public void backward(double[] logitGradients) {
    for (int e = parents.length - 1; e >= 0; e--) {
      double joint = jointGradient[e];
      double complement = complementGradient[e];
      if (joint == 0 && complement == 0) {
        continue;
      }
      double happens = LogProbability.sigmoid(logits[e]);
      double fails = LogProbability.sigmoid(-logits[e]);
      int p = parents[e];
      double shareHere = p == Funnel.SPACE ? 1 : Math.exp(logFailsHere[e] - logComplement[e]);
      logitGradients[e] += joint * fails - complement * shareHere * happens;
      if (p != Funnel.SPACE) {
        jointGradient[p] += joint + complement * shareHere;
        complementGradient[p] += complement * Math.exp(logComplement[p] - logComplement[e]);
      }
    }
  }
}
