package io.esmm.scoring;

import io.esmm.funnel.Funnel;
import io.esmm.funnel.LogProbability;
import java.util.Arrays;
import java.util.List;

/**
 * Undoes what training on a sample shifts: all rows with an event E were kept, the others with
 * probability r. The sample's model q then stands for rows with weights w = 1 where E happened and
 * r elsewhere. For any event e that is reached from p by a head with logit s, with W(x) the mean
 * weight of the rows on which x happened,
 *
 * <pre>
 *   q(e | p) / q(not e | p) = P(e | p) W(e) / ( P(not e | p) W(not e after p) )
 *   s' = s - ln W(e) + ln W(not e after p)          W(x) = r + (1 - r) P(E | x)
 * </pre>
 *
 * <p>so the corrected logits s' are exact for every funnel, and all joint and conditional
 * probabilities follow from them. W cancels unless e or its opposite leads to E: heads behind E and
 * on other branches keep their logits, E's own is moved by ln r (King and Zeng 2001, section 4.2).
 * Going from E upward, P(E | x) is known from the corrected logits behind x. W lies in [r, 1], so
 * nothing underflows. Immutable and thread-safe.
 */
public final class PriorCorrection {
  private final Funnel funnel;
  private final int event;
  private final double rate;

  /** For each event, and in the end the space, the child that leads to E or is E; NONE if none. */
  private final int[] next;

  private final int[] opposites;

  private PriorCorrection(Funnel funnel, int event, double rate) {
    this.funnel = funnel;
    this.event = event;
    this.rate = rate;
    List<Funnel.Event> events = funnel.events();
    int n = events.size();
    boolean[] leads = new boolean[n];
    leads[event] = true;
    for (int e = event; e >= 0; e--) {
      if (leads[e]) {
        events.get(e).parents().stream()
            .filter(p -> p != Funnel.SPACE)
            .forEach(p -> leads[p] = true);
      }
    }
    this.opposites = new int[n];
    this.next = new int[n + 1];
    Arrays.fill(opposites, Funnel.NONE);
    Arrays.fill(next, Funnel.NONE);
    for (int e = 0; e < n; e++) {
      if (events.get(e).isOtherwise()) {
        opposites[events.get(e).otherwise()] = e;
      }
    }
    for (int e = 0; e < n; e++) {
      if (leads[e]) {
        int head = events.get(e).isOtherwise() ? events.get(e).otherwise() : e;
        for (int parent : events.get(e).parents()) {
          next[parent == Funnel.SPACE ? n : parent] = head;
        }
      }
    }
  }

  /**
   * The correction for a sample.
   *
   * @param event the place in the funnel of the event whose rows were all kept; it has a head
   * @param rate the probability with which a row without it was kept, in (0, 1]
   */
  public static PriorCorrection of(Funnel funnel, int event, double rate) {
    if (!(rate > 0 && rate <= 1) || funnel.events().get(event).isOtherwise()) {
      throw new IllegalArgumentException(
          "no sample keeps rows without ["
              + funnel.nameOf(event)
              + "] with probability ["
              + rate
              + "]");
    }
    return new PriorCorrection(funnel, event, rate);
  }

  /**
   * Corrects the logits of row i.
   *
   * @param logits for each head of the funnel, the rows
   * @param reach room for a number for each event
   */
  void correct(double[][] logits, int i, double[] reach) {
    for (int x = funnel.events().size() - 1; x >= Funnel.SPACE; x--) {
      int e = next[x == Funnel.SPACE ? next.length - 1 : x];
      if (e == Funnel.NONE) {
        reach[x] = x == event ? 1 : 0; // some event leads on from the space
        continue;
      }
      int head = funnel.firstHead(e) + funnel.events().get(e).parents().indexOf(x);
      double happened = reach[e];
      double not = opposites[e] == Funnel.NONE ? 0 : reach[opposites[e]];
      double s = logits[head][i] + Math.log(weight(not)) - Math.log(weight(happened));
      logits[head][i] = s;
      if (x != Funnel.SPACE) {
        reach[x] = LogProbability.sigmoid(s) * happened + LogProbability.sigmoid(-s) * not;
      }
    }
  }

  /** W: the mean weight of rows from which E is reached with a probability. */
  private double weight(double reach) {
    return rate + (1 - rate) * reach;
  }
}
