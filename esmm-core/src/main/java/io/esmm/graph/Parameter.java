package io.esmm.graph;

/**
 * A named matrix that training learns.
 *
 * @param name unique in the model: "click/dense0/weight", "embedding/video_id"
 * @param rows of a weight: its input width d; of an embedding table: v
 * @param columns of a weight: its output width h; of an embedding table: e
 * @param initializer the values before the first step
 * @param kind how it is read and updated
 */
public record Parameter(String name, int rows, int columns, Initializer initializer, Kind kind) {

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
