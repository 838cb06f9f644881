package io.esmm.graph;

import io.esmm.numerics.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the gradients of a plan their buffers. A gradient is alive from the step of the backward
 * pass that writes it first to the step of its own tensor, which reads it last; after that its
 * buffer is given to another gradient of the same shape. The less memory a pass goes through, the
 * more of it is still in the cache.
 */
final class GradientBuffers {
  private final Plan plan;
  private final RowBuffers buffers;
  private final Map<Tensor, Matrix> gradients = new IdentityHashMap<>();
  private final Map<Shape, List<Matrix>> free = new HashMap<>();

  private GradientBuffers(Plan plan, RowBuffers buffers) {
    this.plan = plan;
    this.buffers = buffers;
  }

  /** A buffer for each tensor whose gradient neither stays with the shard nor inside another. */
  static Map<Tensor, Matrix> allocate(Plan plan, RowBuffers buffers) {
    GradientBuffers all = new GradientBuffers(plan, buffers);
    all.goBackward();
    return all.gradients;
  }

  private void goBackward() {
    List<Tensor> order = plan.order();
    Map<Tensor, Tensor> lastReaders = new IdentityHashMap<>();
    for (Tensor tensor : order) {
      lastReaders.putIfAbsent(owner(tensor), tensor);
    }
    // The caller writes the gradients of the outputs before the first step.
    plan.outputs().forEach(this::provide);
    for (Tensor tensor : order.reversed()) {
      tensor.op().inputs().forEach(input -> provide(owner(input)));
      Tensor owner = owner(tensor);
      Matrix gradient = gradients.get(owner);
      if (gradient != null && lastReaders.get(owner) == tensor) {
        free.computeIfAbsent(owner.shape(), _ -> new ArrayList<>()).add(gradient);
      }
    }
  }

  /** The tensor in whose gradient that of a tensor stands: a concatenation or itself. */
  private Tensor owner(Tensor tensor) {
    Tensor owner = tensor;
    Plan.Home home = plan.home(owner);
    while (plan.gradientInside(owner) && home != null) {
      owner = home.concatenation();
      home = plan.home(owner);
    }
    return owner;
  }

  private void provide(Tensor tensor) {
    if (plan.hasGradient(tensor) && !plan.keepsGradient(tensor) && !gradients.containsKey(tensor)) {
      List<Matrix> unused = free.getOrDefault(tensor.shape(), List.of());
      gradients.put(
          tensor, unused.isEmpty() ? buffers.allocate(tensor.shape()) : unused.removeLast());
    }
  }
}
