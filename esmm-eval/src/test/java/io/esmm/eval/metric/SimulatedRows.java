package io.esmm.eval.metric;

import java.util.Random;

/** Seeded rows for tests; labels are drawn from the probabilities, so the model is calibrated. */
final class SimulatedRows {
  private SimulatedRows() {}

  /** {@code levels} distinct probabilities: few of them make many ties. */
  static ScoredRows of(long seed, int rows, int levels) {
    Random random = new Random(seed);
    double[] probabilities = new double[rows];
    byte[] labels = new byte[rows];
    for (int i = 0; i < rows; i++) {
      probabilities[i] = (1 + random.nextInt(levels)) / (levels + 1.0);
      labels[i] = (byte) (random.nextDouble() < probabilities[i] ? 1 : 0);
    }
    return ScoredRows.of(probabilities, labels);
  }

  static byte[] labels(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return bytes;
  }
}
