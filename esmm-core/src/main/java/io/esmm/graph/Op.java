package io.esmm.graph;

import java.util.List;

/**
 * An operation on tensors. Implementations are records: two operations with the same attributes and
 * inputs are equal, and the graph makes one tensor of them. The constructor checks the shapes.
 */
public interface Op {

  /** One line for people: "dense 414 to 360, relu". */
  String describe();

  /**
   * The tensors that it is applied to, always in the same order; none for one that reads fields.
   */
  List<Tensor> inputs();

  /** The shape of the result. */
  Shape shape();

  /** The parameters that this operation reads. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Whether the result is the inputs side by side, so that an input may be computed in place. */
  default boolean concatenates() {
    return false;
  }

  /** Floating-point operations per row of the result, forward; a multiply-add counts two. */
  default long flops() {
    return 0;
  }

  /** The operation on real buffers. */
  Step bind(Binding binding, Tensor result);
}
