package io.esmm.scoring;

import io.esmm.funnel.Funnel;
import io.esmm.funnel.LogProbability;
import io.esmm.funnel.Readout;

/**
 * The probabilities of every event for every impression, by name. The conditional probability of an
 * event is that of the event given the one before it (pCTR, pCVR), or given that one of those
 * before it happened if it is reached over several paths; the joint probability is that of the
 * event and all before it over the whole space (pCTR again, pCTCVR). Immutable and thread-safe.
 */
public final class Predictions {
  private final Funnel funnel;
  private final double[][] logits;
  private final double[][] conditional;
  private final double[][] joint;

  Predictions(Funnel funnel, double[][] logits, double[][] conditional, double[][] joint) {
    this.funnel = funnel;
    this.logits = logits;
    this.conditional = conditional;
    this.joint = joint;
  }

  /** n, the number of impressions. */
  public int size() {
    return joint[0].length;
  }

  /** The events that there are probabilities of. */
  public Funnel funnel() {
    return funnel;
  }

  /**
   * P(event | the event before it, or one of them, happened; impression i): in [0, 1], but for the
   * read-out {@link io.esmm.funnel.Readout#DIVISION}, whose quotients may exceed 1.
   */
  public double conditional(String event, int i) {
    return conditional[place(event)][i];
  }

  /**
   * P(event | this event before it happened, impression i), in [0, 1] unless it is a quotient.
   *
   * @param parent what the event comes after, on this path: an event or the space
   */
  public double conditional(String event, String parent, int i) {
    int e = place(event);
    int path = funnel.parentNames(e).indexOf(parent);
    if (path < 0) {
      throw new IllegalArgumentException(
          "event ["
              + event
              + "] does not come after ["
              + parent
              + "] but after "
              + funnel.parentNames(e));
    }
    if (funnel.readout() == Readout.DIVISION) {
      return conditional[e][i];
    }
    double s = logit(funnel.firstHead(e) + path, i);
    return LogProbability.sigmoid(funnel.events().get(e).isOtherwise() ? -s : s);
  }

  /**
   * P(event and all before it | impression i), in [0, 1].
   *
   * @throws IllegalArgumentException if the funnel has no such event
   */
  public double joint(String event, int i) {
    return joint[place(event)][i];
  }

  /** The conditional probability of the event at this place of the funnel. */
  public double conditional(int event, int i) {
    return conditional[event][i];
  }

  /** The joint probability of the event at this place of the funnel. */
  public double joint(int event, int i) {
    return joint[event][i];
  }

  /** The logit of the head at this place of the funnel's heads. */
  public double logit(int head, int i) {
    return logits[head][i];
  }

  private int place(String event) {
    int place = funnel.indexOf(event);
    if (place < 0) {
      throw new IllegalArgumentException(
          "event [" + event + "] is not in the funnel; known: " + funnel.names());
    }
    return place;
  }
}
