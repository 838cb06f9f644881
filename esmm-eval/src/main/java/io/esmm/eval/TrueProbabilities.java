package io.esmm.eval;

import io.esmm.eval.metric.Values;
import io.esmm.funnel.Funnel;

/** The probabilities of every event of a funnel, from the true ones of every head. */
final class TrueProbabilities {
  private final Funnel funnel;
  private final float[][] heads;
  private final int rows;

  /**
   * @param heads for each head n true probabilities, given the event before it on its path
   */
  TrueProbabilities(Funnel funnel, float[][] heads) {
    this.funnel = funnel;
    this.heads = heads;
    this.rows = heads[0].length;
  }

  /** Predictions of an event with the truth. */
  EventPredictions beside(int event, EventPredictions predictions) {
    Funnel.Event of = funnel.events().get(event);
    Values conditional =
        of.parents().size() > 1
            ? Values.computed(rows, i -> joint(event, i) / reached(of, i))
            : of.isOtherwise()
                ? Values.computed(rows, i -> head(event, 0, i))
                : Values.of(heads[funnel.firstHead(event)]);
    return predictions.withTruth(conditional, Values.computed(rows, i -> joint(event, i)));
  }

  private double joint(int event, int row) {
    if (event == Funnel.SPACE) {
      return 1;
    }
    Funnel.Event of = funnel.events().get(event);
    double sum = 0;
    for (int k = 0; k < of.parents().size(); k++) {
      sum += joint(of.parents().get(k), row) * head(event, k, row);
    }
    return sum;
  }

  private double reached(Funnel.Event event, int row) {
    return event.parents().stream().mapToDouble(parent -> joint(parent, row)).sum();
  }

  private double head(int event, int path, int row) {
    double happens = heads[funnel.firstHead(event) + path][row];
    return funnel.events().get(event).isOtherwise() ? 1 - happens : happens;
  }
}
