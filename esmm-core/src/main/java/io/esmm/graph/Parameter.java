package io.esmm.graph;

/**
 * A named matrix that training learns.
 *
 * @param name unique in the model: "click/dense0/weight", "embedding/video_id"
 * @param rows of a weight: its input width d; of an embedding table: v
 * @param columns of a weight: its output width h; of an embedding table: e
 * @param initializer the values before the first step
 * @param kind how it is read and updated
 * @param update how it follows its gradient
 * @param l2 the penalty l2 / 2 times the sum of squares is added to the loss, which is a mean over
 *     impressions; of a table row that occurs in a batch, l2 w / n is added to its gradient, where
 *     n counts its occurrences in the training set (Zhou et al. 2018, equation 7)
 */
public record Parameter(
    String name,
    int rows,
    int columns,
    Initializer initializer,
    Kind kind,
    UpdateRule update,
    double l2) {
  /**
   * Checks that the parameter can begin as its update demands.
   *
   * @throws IllegalArgumentException if it follows FTRL and does not start at zero
   */
  public Parameter {
    if (update instanceof UpdateRule.Ftrl && !initializer.equals(Initializer.ZEROS)) {
      throw new IllegalArgumentException(
          "parameter [" + name + "] follows FTRL, whose weights start at zero");
    }
  }

  /** A parameter without a penalty. */
  public Parameter(
      String name, int rows, int columns, Initializer initializer, Kind kind, UpdateRule update) {
    this(name, rows, columns, initializer, kind, update, 0);
  }

  /** A parameter that follows the model's optimizer. */
  public Parameter(String name, int rows, int columns, Initializer initializer, Kind kind) {
    this(name, rows, columns, initializer, kind, UpdateRule.MODEL);
  }

  /** How a parameter is read and updated. */
  public enum Kind {
    /** All of it in every step. */
    DENSE,
    /** An embedding table: only the rows whose ids occur in the batch. */
    TABLE,
    /**
     * What was observed of the training rows, such as a running mean: it has no gradient, follows
     * the {@link Observation}s of the shards, and is used when scoring.
     */
    STATISTIC
  }

  /** The same parameter with a penalty. */
  public Parameter withL2(double penalty) {
    return new Parameter(name, rows, columns, initializer, kind, update, penalty);
  }

  /** The number of values: rows times columns, which may exceed an int. */
  public long size() {
    return (long) rows * columns;
  }
}
