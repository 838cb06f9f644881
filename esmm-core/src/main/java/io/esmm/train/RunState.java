package io.esmm.train;

import java.util.List;

/**
 * Where training stands between two steps, beside the weights and moments. Chance needs no state:
 * the order of requests follows from seed and epoch, dropout from seed and step, the learning rate
 * from the step.
 *
 * @param epoch from 1
 * @param requests of this epoch that the steps have gone through
 * @param steps taken in all epochs
 * @param rows impressions trained on in all epochs
 * @param loss of the last step; NaN before the first
 * @param runningLoss as in {@link TrainingProgress#runningLoss}; NaN before the first step
 * @param epochLoss the sum of the losses of this epoch's impressions
 * @param epochLosses of the epochs that are over
 * @param bestMetric of the best weights so far; NaN without any
 * @param withoutImprovement evaluations in a row
 */
record RunState(
    int epoch,
    int requests,
    long steps,
    long rows,
    double loss,
    double runningLoss,
    double epochLoss,
    List<Double> epochLosses,
    double bestMetric,
    int withoutImprovement) {

  /** Before the first step. */
  static final RunState START =
      new RunState(1, 0, 0, 0, Double.NaN, Double.NaN, 0, List.of(), Double.NaN, 0);

  RunState {
    epochLosses = List.copyOf(epochLosses);
    if (epoch < 1 || requests < 0 || steps < 0 || rows < 0 || withoutImprovement < 0) {
      throw new IllegalArgumentException("a count is negative");
    }
    if (epochLosses.size() != epoch - 1) {
      throw new IllegalArgumentException(epochLosses.size() + " epochs are over in epoch " + epoch);
    }
  }
}
