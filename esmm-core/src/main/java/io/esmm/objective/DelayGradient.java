package io.esmm.objective;

import io.esmm.batch.Batch;
import io.esmm.funnel.Delay;
import io.esmm.funnel.Funnel;

/**
 * The loss of an event whose delay is learnt, on rows where one before it happened. Not
 * thread-safe.
 */
final class DelayGradient implements TermGradient {
  private final LossRow row;

  /** The event of the term, which may be the opposite of the one whose delay is learnt. */
  private final int event;

  private final double positiveWeight;
  private final int firstHead;

  /** The event whose delay is learnt. */
  private final int delayedEvent;

  /** The place of the logit of the rate. */
  private final int rate;

  private final DelayedFeedback feedback;
  private final NumberColumn elapsed;
  private final NumberColumn delayed;

  /**
   * @param place that of the delay in the funnel
   */
  DelayGradient(Term term, int place, Funnel funnel, LossRow row) {
    Delay delay = funnel.delays().get(place);
    this.row = row;
    this.event = term.event();
    this.positiveWeight = term.positiveWeight();
    this.firstHead = funnel.firstHead(event);
    this.rate = funnel.heads().size() + place;
    this.delayedEvent = delay.event();
    this.feedback = new DelayedFeedback(delay);
    this.elapsed = new NumberColumn(delay.elapsed());
    this.delayed = new NumberColumn(delay.delay());
  }

  @Override
  public void find(Batch batch) {
    elapsed.find(batch);
    delayed.find(batch);
  }

  @Override
  public double add(double weight) {
    int head = firstHead + row.outcome().path(delayedEvent);
    double s = row.logit(head);
    double r = row.logit(rate);
    boolean happened = row.outcome().happened(delayedEvent);
    double loss =
        happened
            ? feedback.happened(s, r, delayed.of(row.batch(), row.place()))
            : feedback.notYet(s, r, elapsed.of(row.batch(), row.place()));
    double ofRow = row.outcome().happened(event) ? weight * positiveWeight : weight;
    row.addGradient(head, ofRow * feedback.logitGradient());
    row.addGradient(rate, ofRow * feedback.rateGradient());
    return ofRow * loss;
  }
}
