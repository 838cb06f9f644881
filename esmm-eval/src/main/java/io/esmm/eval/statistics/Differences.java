package io.esmm.eval.statistics;

/** Run by run, the first model's value minus the second's. */
final class Differences {
  private Differences() {}

  static double[] between(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "models of " + first.length + " and " + second.length + " runs");
    }
    double[] differences = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      differences[i] = first[i] - second[i];
      if (!Double.isFinite(differences[i])) {
        throw new IllegalArgumentException("run " + i + " has a value that is not finite");
      }
    }
    return differences;
  }

  static boolean areEqual(double[] first, double[] second) {
    double[] differences = between(first, second);
    for (double difference : differences) {
      if (difference != differences[0]) {
        return false;
      }
    }
    return true;
  }
}
