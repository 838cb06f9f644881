package io.esmm.benchmarks.table;

/**
 * What is asked of a figure.
 *
 * @param value in the figure's unit
 * @param side where the figure has to be
 */
public record Bar(double value, Side side) {
  /** Where a figure has to be. */
  public enum Side {
    /** No lower than the bar. */
    AT_LEAST,
    /** No higher than the bar. */
    AT_MOST
  }

  /** No lower than this. */
  public static Bar atLeast(double value) {
    return new Bar(value, Side.AT_LEAST);
  }

  /** No higher than this. */
  public static Bar atMost(double value) {
    return new Bar(value, Side.AT_MOST);
  }

  /** Whether a figure is where it has to be; one that is no number is not. */
  public boolean met(double figure) {
    return switch (side) {
      case AT_LEAST -> figure >= value;
      case AT_MOST -> figure <= value;
    };
  }
}
