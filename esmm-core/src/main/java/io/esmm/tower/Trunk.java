package io.esmm.tower;

import io.esmm.graph.Tensor;
import java.util.Map;

/**
 * The network that the towers of all events stand on: it reads the fields, and each tower reads
 * what the trunk gives for its event. A trunk only describes, as a {@link Tower} does: it is called
 * once, when the configuration is read.
 *
 * <p>A plugin binds its trunk class under a type name in a {@link TowerModule}; the trunk gets its
 * configuration record, and whatever else its module binds, through its constructor.
 */
public interface Trunk {

  /**
   * Describes the network.
   *
   * @param scope the events, the fields as tensors, and the operations
   * @return for every event of the scope, by its name, the tensor [n, d] that its tower reads, at
   *     either level; events may share one
   * @throws IllegalArgumentException if the configuration asks for shapes that do not fit; the
   *     message names the value and the remedy
   */
  Map<String, Tensor> outputs(TrunkScope scope);
}
