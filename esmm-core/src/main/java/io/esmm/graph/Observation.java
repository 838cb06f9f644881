package io.esmm.graph;

import io.esmm.numerics.Matrix;

/**
 * What one shard observed of a {@linkplain Parameter.Kind#STATISTIC statistic}: a value for each of
 * its elements, and the number of rows that they were taken over. Used by one thread at a time.
 */
public final class Observation {
  private final Matrix values;
  private int rows;

  Observation(Matrix values) {
    this.values = values;
  }

  /** Of the parameter's shape; to be overwritten in every run. */
  public Matrix values() {
    return values;
  }

  /** The weight of this observation among the shards'; 0 says that there was nothing to see. */
  public int rows() {
    return rows;
  }

  /** Says how many rows the values were taken over. */
  public void taken(int over) {
    this.rows = over;
  }
}
