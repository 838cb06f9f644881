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
 */
public record Parameter(
    String name, int rows, int columns, Initializer initializer, Kind kind, UpdateRule update) {
  public Parameter {
    if (update instanceof UpdateRule.Ftrl && !initializer.equals(Initializer.ZEROS)) {
      throw new IllegalArgumentException(
          "parameter [" + name + "] follows FTRL, whose weights start at zero");
    }
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
    TABLE
  }

  public long size() {
    return (long) rows * columns;
  }
}
