package io.esmm.eval.metric;

/**
 * How rows are put into bins for calibration.
 *
 * @param cut where one bin ends and the next begins
 * @param bins how many, at least 1
 */
public record Binning(Cut cut, int bins) {

  /** Ten bins of equal mass. */
  public static final Binning DEFAULT = new Binning(Cut.EQUAL_MASS, 10);

  /** Where bins are cut. */
  public enum Cut {
    /** At 1/bins, 2/bins, ...: with rare events nearly every row falls into the first bin. */
    EQUAL_WIDTH,
    /**
     * So that every bin has the same number of rows; rows of equal probability stay together, so a
     * bin may be larger and there may be fewer of them.
     */
    EQUAL_MASS
  }

  /**
   * Checks the number of bins.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Binning {
    if (bins < 1) {
      throw new IllegalArgumentException("at least one bin is needed, got " + bins);
    }
  }

  /**
   * Bins of equal width over [0, 1], at least 1.
   *
   * @throws IllegalArgumentException if {@code bins} is not positive
   */
  public static Binning equalWidth(int bins) {
    return new Binning(Cut.EQUAL_WIDTH, bins);
  }

  /**
   * Bins of equally many rows, at least 1.
   *
   * @throws IllegalArgumentException if {@code bins} is not positive
   */
  public static Binning equalMass(int bins) {
    return new Binning(Cut.EQUAL_MASS, bins);
  }
}
