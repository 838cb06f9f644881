package io.esmm.data.simulator;

import java.util.Arrays;

/** Logits without their intercept, each with a weight, to find the intercept by. */
final class CandidateSample {
  private float[] logits = new float[1024];
  private double[] weights = new double[1024];
  private int size;

  void add(double logit, double weight) {
    if (size == logits.length) {
      logits = Arrays.copyOf(logits, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    logits[size] = (float) logit;
    weights[size++] = weight;
  }

  float logit(int index) {
    return logits[index];
  }

  /** The same logits with other weights. */
  CandidateSample weighted(double[] others) {
    CandidateSample sample = new CandidateSample();
    for (int i = 0; i < size; i++) {
      sample.add(logits[i], others[i]);
    }
    return sample;
  }

  /** The probabilities with an intercept. */
  double[] probabilities(double intercept) {
    double[] probabilities = new double[size];
    for (int i = 0; i < size; i++) {
      probabilities[i] = Intercepts.probability(intercept + logits[i]);
    }
    return probabilities;
  }

  /** The intercept at which the weighted mean probability is the rate. */
  double solve(double rate) {
    return Calibration.solve(Arrays.copyOf(logits, size), Arrays.copyOf(weights, size), rate);
  }
}
