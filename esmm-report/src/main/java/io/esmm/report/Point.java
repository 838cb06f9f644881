package io.esmm.report;

/**
 * A point of a {@link Series}. What is not finite is left out of drawings and stays in the data.
 *
 * @param x along the horizontal axis
 * @param y along the vertical axis
 * @param low lower end of its interval, NaN for none
 * @param high upper end of its interval, NaN for none
 */
public record Point(double x, double y, double low, double high) {

  /** Without an interval. */
  public static Point of(double x, double y) {
    return new Point(x, y, Double.NaN, Double.NaN);
  }

  /** Whether it has both ends of an interval. */
  public boolean hasInterval() {
    return Double.isFinite(low) && Double.isFinite(high);
  }
}
