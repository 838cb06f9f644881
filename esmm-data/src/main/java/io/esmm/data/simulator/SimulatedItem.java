package io.esmm.data.simulator;

/**
 * An item as it is shown: what the log tells of it, and what only the simulator knows.
 *
 * <p>Part of a {@link SimulatedRequest} or {@link CandidateRequest}, which makes it and refills it
 * with every request; for one thread at a time.
 */
public final class SimulatedItem {
  static final int MAX_INTENTIONS = 8;

  int id;
  int category;
  int shop;
  int brand;
  int style;
  int intentionCount;
  final int[] intentions = new int[MAX_INTENTIONS];

  // Never written to a log; completed for shown items only.
  double price;
  double brandAffinity;
  double clickDraw;
  double conversionDraw;

  /** The number of the item, 0..items-1; low ones are popular. */
  public int id() {
    return id;
  }

  /** The category, 0..categories-1. */
  public int category() {
    return category;
  }

  /** The shop that sells it, 0..shops-1; low ones sell more items. */
  public int shop() {
    return shop;
  }

  /** The brand, 0..brands-1, or -1 for none. */
  public int brand() {
    return brand;
  }

  /** Number of intentions ("evening dress", "cheap toys"), 2 to 8. */
  public int intentionCount() {
    return intentionCount;
  }

  /**
   * The intention at an index from 0 to {@link #intentionCount()} - 1: 0..{@link
   * Simulator#intentions()}-1.
   */
  public int intention(int index) {
    return intentions[index];
  }
}
