package io.esmm.graph;

/**
 * Which coarse row each fine row belongs to, in the shard of the present run: row i of the fine
 * tensor to row {@code index()[first() + i] - base()} of the coarse one. The object stays, its
 * content changes from run to run.
 */
public interface RowMap {

  /**
   * The coarse row of each fine row, numbered in the batch or in the shard. The array may be
   * another one in each run.
   */
  int[] index();

  /** Where in {@link #index()} the fine rows of this run begin. */
  int first();

  /** The number that {@link #index()} has for the first row of the coarse tensor. */
  int base();
}
