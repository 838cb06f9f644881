package io.esmm.cli.evaluate;

import io.esmm.eval.FunnelEvaluation;
import io.esmm.eval.FunnelPredictions;

/**
 * A model's predictions of some rows, and what was measured of them.
 *
 * @param predictions of all rows
 * @param evaluation of these predictions
 */
public record MeasuredModel(FunnelPredictions predictions, FunnelEvaluation evaluation) {
  static MeasuredModel of(FunnelPredictions predictions) {
    return new MeasuredModel(predictions, FunnelEvaluation.of(predictions));
  }
}
