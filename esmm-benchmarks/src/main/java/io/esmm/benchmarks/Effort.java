package io.esmm.benchmarks;

/**
 * How long each part of the table is measured.
 *
 * @param warmUpSlices of 10 ms for each kernel
 * @param slices of 10 ms for each kernel
 * @param steps whose losses are compared with the peers'
 * @param warmUp seconds before the first window
 * @param window seconds
 * @param turns windows of each
 */
record Effort(int warmUpSlices, int slices, int steps, double warmUp, double window, int turns) {
  /** Some nine minutes on two cores. */
  static final Effort FULL = new Effort(30, 40, 6, 12, 3, 7);

  /** Less than three minutes: spreads are rough. */
  static final Effort QUICK = new Effort(15, 9, 2, 4, 1, 3);
}
