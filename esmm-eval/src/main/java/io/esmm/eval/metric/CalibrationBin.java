package io.esmm.eval.metric;

/**
 * One point of a reliability diagram: rows of similar probability.
 *
 * @param lowest the lowest probability in the bin
 * @param highest the highest
 * @param rows how many, at least 1
 * @param positives rows with label 1
 * @param meanProbability what the model says
 */
public record CalibrationBin(
    double lowest, double highest, long rows, long positives, double meanProbability) {

  /** What happened: the share of positives. */
  public double observedRate() {
    return (double) positives / rows;
  }

  /** How far the model is off, as a positive number. */
  public double gap() {
    return Math.abs(meanProbability - observedRate());
  }
}
