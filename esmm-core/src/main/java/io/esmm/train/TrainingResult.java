package io.esmm.train;

import io.esmm.graph.Weights;
import java.util.List;

/**
 * What training gave.
 *
 * @param weights the last ones, or with early stopping the best ones
 * @param steps steps made
 * @param rows impressions trained on
 * @param epochLosses for each epoch begun, the mean loss per impression
 * @param bestMetric the validation metric of the weights; NaN without validation
 * @param stoppedEarly whether the metric ended training before the last epoch
 */
public record TrainingResult(
    Weights weights,
    long steps,
    long rows,
    List<Double> epochLosses,
    double bestMetric,
    boolean stoppedEarly) {
  /** Copies the losses. */
  public TrainingResult {
    epochLosses = List.copyOf(epochLosses);
  }
}
