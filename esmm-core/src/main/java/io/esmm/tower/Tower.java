package io.esmm.tower;

import io.esmm.graph.Tensor;

/**
 * The network that gives one event's logit. A tower only describes: it is called once, when the
 * configuration is read, applies operations of the scope to symbolic tensors and returns the
 * result; shapes are checked there and then, gradients, buffers and threads are the core's affair.
 *
 * <p>A plugin binds its tower class under a type name in a {@link TowerModule}; the tower gets its
 * configuration record, and whatever else its module binds, through its constructor.
 */
public interface Tower {

  /**
   * Describes the network.
   *
   * @param scope the fields as tensors, and the operations
   * @return the logit, of width 1, at either level
   * @throws IllegalArgumentException if the configuration asks for shapes that do not fit; the
   *     message names the value and the remedy
   */
  Tensor logit(TowerScope scope);
}
