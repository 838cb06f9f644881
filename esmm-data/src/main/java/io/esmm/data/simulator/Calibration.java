package io.esmm.data.simulator;

import java.util.Arrays;

/**
 * Finds the intercepts by bisection: first the click's, then, weighted with the click probabilities
 * that follow, the conversion's. The logits are sorted into narrow bins once, so that a step costs
 * a few thousand exponentials whatever the sample's size; a bin keeps the mean of its logits, which
 * leaves an error of the second order in the width (below 1e-6 of the rate).
 */
final class Calibration {
  private static final double LOWEST = -16;
  private static final int BINS_PER_UNIT = 256;
  private static final int BINS = 32 * BINS_PER_UNIT;
  private static final int STEPS = 60;

  private Calibration() {}

  static Intercepts intercepts(
      float[] clickLogits, float[] conversionLogits, double clickRate, double conversionRate) {
    double[] even = new double[clickLogits.length];
    Arrays.fill(even, 1);
    double click = solve(clickLogits, even, clickRate);
    double[] clicked = new double[clickLogits.length];
    for (int i = 0; i < clicked.length; i++) {
      clicked[i] = Intercepts.probability(click + clickLogits[i]);
    }
    return new Intercepts(click, solve(conversionLogits, clicked, conversionRate));
  }

  /** The intercept at which the weighted mean probability is the rate. */
  static double solve(float[] logits, double[] weights, double rate) {
    double[] mass = new double[BINS];
    double[] mean = new double[BINS];
    double total = 0;
    for (int i = 0; i < logits.length; i++) {
      int bin = (int) Math.clamp((logits[i] - LOWEST) * BINS_PER_UNIT, 0, BINS - 1);
      mass[bin] += weights[i];
      mean[bin] += weights[i] * logits[i];
      total += weights[i];
    }
    for (int b = 0; b < BINS; b++) {
      mean[b] = mass[b] > 0 ? mean[b] / mass[b] : 0;
    }
    double low = -40;
    double high = 40;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      double sum = 0;
      for (int b = 0; b < BINS; b++) {
        if (mass[b] > 0) {
          sum += mass[b] * Intercepts.probability(middle + mean[b]);
        }
      }
      if (sum < rate * total) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
