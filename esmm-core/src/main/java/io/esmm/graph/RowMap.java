package io.esmm.graph;

/**
 * Which coarse row each fine row belongs to, in the shard of the present run: row i of the fine
 * tensor to row {@code index()[first() + i] - base()} of the coarse one. The object stays, its
 * content changes from run to run.
 */
public interface RowMap {

  int[] index();

  int first();

  int base();
}
