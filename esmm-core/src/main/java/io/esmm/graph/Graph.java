package io.esmm.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A description in the making: operations are applied to tensors, shapes are checked at once, and
 * equal operations on equal inputs give one tensor, so what several towers compute alike is
 * computed once. Not thread-safe.
 */
public final class Graph {
  private final Map<Op, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  /**
   * The tensor of an operation; the one that is there already if an equal operation was applied
   * before.
   *
   * @throws IllegalArgumentException if the operation declares a parameter that is known by its
   *     name with other attributes
   */
  public Tensor apply(Op op) {
    Tensor known = tensors.get(op);
    if (known != null) {
      return known;
    }
    for (Parameter parameter : op.parameters()) {
      Parameter other = parameters.putIfAbsent(parameter.name(), parameter);
      if (other != null && !other.equals(parameter)) {
        throw new IllegalArgumentException(
            "parameter ["
                + parameter.name()
                + "] is declared twice: "
                + other
                + " and "
                + parameter);
      }
    }
    Tensor made = new Tensor(tensors.size(), op);
    tensors.put(op, made);
    return made;
  }

  /** All parameters in the order of their first use. */
  public List<Parameter> parameters() {
    return List.copyOf(parameters.values());
  }

  /** All tensors, inputs before what is made of them. */
  public List<Tensor> tensors() {
    return List.copyOf(tensors.values());
  }
}
