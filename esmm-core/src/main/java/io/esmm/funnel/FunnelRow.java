package io.esmm.funnel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The probabilities of one row, in log space, and their gradients. For an event e that is reached
 * over paths k, each from an event p_k by a head with logit s_k (ESM2, Wen et al. 2020, sums over
 * its two paths):
 *
 * <pre>
 *   log P(e)           = log sum_k P(p_k) sigmoid(s_k)
 *   log P(otherwise e) = log sum_k P(p_k) (1 - sigmoid(s_k))
 *   log (1 - P(e))     = log( P(none of the p_k) + P(otherwise e) )
 * </pre>
 *
 * <p>All are sums of positive terms: an event fails because none of its parents happened, or
 * because it failed itself; {@link Absences} says which sum gives "none of the parents". So no
 * probability is ever a difference, and all logarithms are finite for every finite logit. On a
 * single path, the first line is log P(p) + log sigmoid(s): for impression, click, conversion
 * pCTCVR = pCTR * pCVR (equation 1 of Ma et al. 2018).
 *
 * <p>Under the read-out {@link Readout#DIVISION} a logit is that of the joint probability, log P(e)
 * = log sigmoid(s), and conditional probabilities are quotients, which may exceed 1. Reused from
 * row to row; not thread-safe.
 */
public final class FunnelRow {
  /** Below a half, 1 - P is as exact as P; above, it is a sum of positive terms. */
  static final double LOG_HALF = -0.6931471805599453;

  private final int[][] parents;
  private final int[] firstHead;
  private final int[] otherwise;
  private final int[] firstAbsence;
  private final int[] absenceRest;
  private final int[] ownAbsence;

  /** For each head: the logit, and log P(parent and then the event), log P(parent and not). */
  private final double[] logits;

  private final double[] logArrives;
  private final double[] logLeaves;

  /** For each event: log P(e), log P(otherwise e). */
  private final double[] logJoint;

  private final double[] logOtherwise;

  /** For each absence: the log of its probability. */
  private final double[] logAbsence;

  private final double[] jointGradient;
  private final double[] otherwiseGradient;
  private final double[] absenceGradient;

  /** Null where no paths meet. */
  private final @Nullable MeetingPaths meeting;

  /** For each event that one before it whose joint probability divides its own; else NONE. */
  private final int[] divisor;

  /**
   * Room for the logits, probabilities and gradients of one row of this funnel; every logit is 0 at
   * first.
   */
  public FunnelRow(Funnel of) {
    this.divisor = divisors(of);
    Funnel funnel = of.ofTowers();
    List<Funnel.Event> events = funnel.events();
    int n = events.size();
    parents =
        events.stream()
            .map(event -> event.parents().stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    otherwise = events.stream().mapToInt(Funnel.Event::otherwise).toArray();
    firstHead = new int[n];
    for (int e = 0; e < n; e++) {
      firstHead[e] = funnel.firstHead(e);
    }
    Absences absences = new Absences(funnel);
    firstAbsence = absences.firstOf();
    absenceRest = absences.rests();
    ownAbsence = absences.own();
    int heads = funnel.heads().size();
    logits = new double[heads];
    logArrives = new double[heads];
    logLeaves = new double[heads];
    logJoint = new double[n];
    logOtherwise = new double[n];
    logAbsence = new double[absenceRest.length];
    jointGradient = new double[n];
    otherwiseGradient = new double[n];
    absenceGradient = new double[absenceRest.length];
    meeting = funnel.meets() ? new MeetingPaths(parents, firstHead, otherwise) : null;
  }

  private static int[] divisors(Funnel funnel) {
    return switch (funnel.readout()) {
      case PRODUCT -> funnel.events().stream().mapToInt(_ -> Funnel.NONE).toArray();
      case DIVISION ->
          funnel.events().stream().mapToInt(event -> event.parents().getFirst()).toArray();
    };
  }

  /** Takes the logit of a head; all are to be set before {@link #evaluate}. */
  public void setLogit(int head, double logit) {
    logits[head] = logit;
  }

  /** The logit of a head, as {@link #setLogit} took it. */
  public double logit(int head) {
    return logits[head];
  }

  /** Computes all log probabilities and clears the gradients. */
  public void evaluate() {
    for (int e = 0; e < parents.length; e++) {
      if (otherwise[e] != Funnel.NONE) {
        logJoint[e] = logOtherwise[otherwise[e]];
        logOtherwise[e] = logJoint[otherwise[e]];
      } else if (parents[e].length == 1) {
        arrive(firstHead[e], parents[e][0]);
        logJoint[e] = logArrives[firstHead[e]];
        logOtherwise[e] = logLeaves[firstHead[e]];
      } else {
        addPaths(e);
      }
      jointGradient[e] = 0;
      otherwiseGradient[e] = 0;
      for (int a = firstAbsence[e]; a < firstAbsence[e + 1]; a++) {
        int rest = absenceRest[a];
        logAbsence[a] =
            rest == Funnel.NONE
                ? logOtherwise[e]
                : LogProbability.logAddExp(logAbsence[rest], logOtherwise[e]);
        absenceGradient[a] = 0;
      }
      if (parents[e].length > 1 && logJoint[e] >= LOG_HALF) {
        // A sum over paths that is close to 1 has lost the digits of what is missing.
        logJoint[e] = Math.log1p(-Math.exp(logAbsence[ownAbsence[e]]));
      }
    }
  }

  private void arrive(int h, int parent) {
    double s = logits[h];
    double tail = Math.log1p(Math.exp(-Math.abs(s)));
    double logHappens = Math.min(s, 0) - tail;
    double logFails = Math.min(-s, 0) - tail;
    if (parent == Funnel.SPACE) {
      logArrives[h] = logHappens;
      logLeaves[h] = logFails;
    } else {
      logArrives[h] = logJoint[parent] + logHappens;
      logLeaves[h] = logJoint[parent] + logFails;
    }
  }

  private void addPaths(int e) {
    double arrives = Double.NEGATIVE_INFINITY;
    double leaves = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < parents[e].length; k++) {
      int h = firstHead[e] + k;
      arrive(h, parents[e][k]);
      arrives = LogProbability.logAddExp(arrives, logArrives[h]);
      leaves = LogProbability.logAddExp(leaves, logLeaves[h]);
    }
    logJoint[e] = Math.min(arrives, 0); // a sum may round to just above
    logOtherwise[e] = Math.min(leaves, 0);
  }

  /** log P(e): the event and all before it, on one of its paths, happen. */
  public double logJoint(int event) {
    return logJoint[event];
  }

  /** log(1 - P(e)), with all its digits for the smallest P(e) too. */
  public double logComplement(int event) {
    return isSmall(event) ? Math.log1p(-Math.exp(logJoint[event])) : logAbsence[ownAbsence[event]];
  }

  /** Whether the sum that 1 - P(e) is would lose the digits of P(e). */
  private boolean isSmall(int event) {
    return logJoint[event] < LOG_HALF
        && (absenceRest[ownAbsence[event]] != Funnel.NONE || parents[event].length > 1);
  }

  /** log P(e | one of the events it comes after happened); above 0 for a quotient above 1. */
  public double logConditional(int event) {
    if (divisor[event] != Funnel.NONE) {
      return logJoint[event] - logJoint[divisor[event]];
    }
    if (parents[event].length == 1) {
      double s = logits[firstHead[event]];
      return LogProbability.logSigmoid(otherwise[event] == Funnel.NONE ? s : -s);
    }
    return Math.min(logJoint[event] - logReached(event), 0);
  }

  /**
   * log(1 - P(e | one of the events it comes after happened)); minus infinity for a quotient of 1
   * or above.
   */
  public double logConditionalComplement(int event) {
    if (divisor[event] != Funnel.NONE) {
      return LogProbability.log1mexp(Math.min(logConditional(event), 0));
    }
    if (parents[event].length == 1) {
      double s = logits[firstHead[event]];
      return LogProbability.logSigmoid(otherwise[event] == Funnel.NONE ? -s : s);
    }
    return Math.min(logOtherwise[event] - logReached(event), 0);
  }

  /**
   * P(e | one of the events it comes after happened): sigmoid(s) on a single path, else the mean of
   * the paths' sigmoids by how likely each path is. A quotient may exceed 1.
   */
  public double conditional(int event) {
    if (divisor[event] != Funnel.NONE) {
      return Math.min(Math.exp(logConditional(event)), Double.MAX_VALUE);
    }
    double sign = otherwise[event] == Funnel.NONE ? 1 : -1;
    int[] before = parents[event];
    int first = firstHead[event];
    if (before.length == 1) {
      return LogProbability.sigmoid(sign * logits[first]);
    }
    double reached = logReached(event);
    double mean = 0;
    for (int k = 0; k < before.length; k++) {
      mean +=
          Math.exp(logJoint[before[k]] - reached)
              * LogProbability.sigmoid(sign * logits[first + k]);
    }
    return Math.min(mean, 1);
  }

  /** log P(one of the events that this one comes after happened). */
  private double logReached(int event) {
    double sum = Double.NEGATIVE_INFINITY;
    for (int parent : parents[event]) {
      sum = LogProbability.logAddExp(sum, parent == Funnel.SPACE ? 0 : logJoint[parent]);
    }
    return sum;
  }

  /** Adds to the gradient of a loss with respect to log P(e) and log(1 - P(e)). */
  public void addGradient(int event, double joint, double complement) {
    jointGradient[event] += joint;
    if (isSmall(event)) {
      // d log(1 - P) / d log P = -P / (1 - P); the sums of an absence would lose the digits of P.
      jointGradient[event] -= complement * Math.exp(logJoint[event] - logComplement(event));
    } else {
      absenceGradient[ownAbsence[event]] += complement;
    }
  }

  /**
   * Adds to logitGradients, one for each head, what the gradients added since {@link #evaluate}
   * demand, children first.
   */
  public void backward(double[] logitGradients) {
    if (meeting != null) {
      backward(meeting, logitGradients);
      return;
    }
    for (int e = parents.length - 1; e >= 0; e--) {
      for (int a = firstAbsence[e + 1] - 1; a >= firstAbsence[e]; a--) {
        if (absenceGradient[a] != 0) {
          absenceBackward(e, a);
        }
      }
      double joint = jointGradient[e];
      double opposite = otherwiseGradient[e];
      if (joint == 0 && opposite == 0) {
        continue;
      }
      if (otherwise[e] != Funnel.NONE) {
        otherwiseGradient[otherwise[e]] += joint;
        jointGradient[otherwise[e]] += opposite;
      } else {
        pathBackward(firstHead[e], parents[e][0], joint, opposite, logitGradients);
      }
    }
  }

  /** Event by event: what flows back over two paths may cancel where they part. */
  private void backward(MeetingPaths paths, double[] logitGradients) {
    for (int e = 0; e < parents.length; e++) {
      double joint = jointGradient[e];
      if (joint != 0) {
        paths.addGradient(e, joint, logJoint[e], logits, logJoint, logitGradients);
      }
      double complement = absenceGradient[ownAbsence[e]];
      if (complement != 0) {
        paths.addGradient(
            e, -complement, logAbsence[ownAbsence[e]], logits, logJoint, logitGradients);
      }
    }
  }

  /** Each term of a sum has its share of the sum's gradient. */
  private void absenceBackward(int e, int a) {
    double gradient = absenceGradient[a];
    int rest = absenceRest[a];
    if (rest == Funnel.NONE) {
      otherwiseGradient[e] += gradient;
    } else {
      double ahead = logOtherwise[e] - logAbsence[rest];
      otherwiseGradient[e] += gradient * LogProbability.sigmoid(ahead);
      absenceGradient[rest] += gradient * LogProbability.sigmoid(-ahead);
    }
  }

  private void pathBackward(
      int h, int parent, double arrives, double leaves, double[] logitGradients) {
    double happens = LogProbability.sigmoid(logits[h]);
    double fails = LogProbability.sigmoid(-logits[h]);
    logitGradients[h] += arrives * fails - leaves * happens;
    if (parent != Funnel.SPACE) {
      jointGradient[parent] += arrives + leaves;
    }
  }
}
