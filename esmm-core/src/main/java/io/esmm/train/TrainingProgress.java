package io.esmm.train;

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
 */
public record TrainingProgress(
    int epoch,
    int epochs,
    long step,
    long rows,
    long totalRows,
    double loss,
    double runningLoss,
    double learningRate) {}
