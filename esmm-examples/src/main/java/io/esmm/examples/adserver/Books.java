package io.esmm.examples.adserver;

import java.util.Arrays;

/** What was shown, clicked, bought and paid, in expectation, and how long scoring took. */
final class Books {
  private final long[] nanoseconds;
  private int scored;
  private int requests;
  private double spend;
  private double conversions;
  private double worth;

  /**
   * @param requests at most so many are to come
   */
  Books(int requests) {
    nanoseconds = new long[requests];
  }

  void scored(long duration) {
    nanoseconds[scored++] = duration;
  }

  /** Books one ad that was shown: its true probabilities, its price per click and its target. */
  void shown(double trueCtr, double trueCvr, double bid, double target) {
    requests++;
    spend += trueCtr * bid;
    conversions += trueCtr * trueCvr;
    worth += trueCtr * trueCvr * target;
  }

  int requests() {
    return requests;
  }

  /** Expected payments, in euros. */
  double spend() {
    return spend;
  }

  /** Expected conversions. */
  double conversions() {
    return conversions;
  }

  /** What a conversion really costs. */
  double costPerConversion() {
    return spend / conversions;
  }

  /** What a conversion was to cost, over the same conversions. */
  double targetCost() {
    return worth / conversions;
  }

  /** The duration that this percentage of the calls did not exceed, in nanoseconds. */
  long percentile(double percent) {
    long[] sorted = Arrays.copyOf(nanoseconds, scored);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * scored); // nearest rank, from 1
    return sorted[Math.max(rank, 1) - 1];
  }
}
