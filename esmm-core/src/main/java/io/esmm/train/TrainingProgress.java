package io.esmm.train;

import java.util.List;

/**
 * Where training stands after a step.
 *
 * @param epoch from 1
 * @param epochs epochs asked for
 * @param step steps made so far, in all epochs
 * @param rows impressions trained on so far, in all epochs
 * @param totalRows impressions of all epochs
 * @param loss the mean loss per impression of this step
 * @param runningLoss the mean loss per impression, older steps fading
 * @param learningRate of this step
 * @param learntWeights the weights of terms that are learnt, as they are after this step; empty if
 *     none are
 */
public record TrainingProgress(
    int epoch,
    int epochs,
    long step,
    long rows,
    long totalRows,
    double loss,
    double runningLoss,
    double learningRate,
    List<LearntWeight> learntWeights) {
  /** Copies the learnt weights. */
  public TrainingProgress {
    learntWeights = List.copyOf(learntWeights);
  }

  /**
   * The weight of a term of the objective.
   *
   * @param term {@code conversion-joint}
   * @param value its factor in the sum
   */
  public record LearntWeight(String term, double value) {}
}
