package io.esmm.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a graph once, before any row is seen: which operations run and in which
 * order, which tensors need a gradient, who writes a gradient first and who adds to it, and which
 * tensors are computed in place inside a concatenation. Immutable and thread-safe; {@link
 * Workspace} runs it.
 */
public final class Plan {

  /** Where a tensor's value stands inside a concatenation. */
  record Home(Tensor concatenation, int column) {}

  private final List<Tensor> outputs;
  private final boolean training;
  private final List<Tensor> order = new ArrayList<>();
  private final Set<Tensor> learning = new HashSet<>();
  private final Map<Tensor, Home> homes = new IdentityHashMap<>();
  private final Set<Tensor> gradientsInside = new HashSet<>();
  private final Map<Tensor, boolean[]> accumulates = new IdentityHashMap<>();
  private final Set<Parameter> parameters = new LinkedHashSet<>();

  private Plan(List<Tensor> outputs, boolean training) {
    this.outputs = List.copyOf(outputs);
    this.training = training;
    Set<Tensor> seen = new HashSet<>();
    outputs.forEach(output -> visit(output, seen));
    order.forEach(tensor -> parameters.addAll(tensor.op().parameters()));
    findHomes();
    if (training) {
      findGradients();
    }
  }

  /**
   * A plan with gradients. The user writes the gradients of the outputs between forward and
   * backward.
   */
  public static Plan forTraining(List<Tensor> outputs) {
    return new Plan(outputs, true);
  }

  /** A plan with values only. */
  public static Plan forScoring(List<Tensor> outputs) {
    return new Plan(outputs, false);
  }

  private void visit(Tensor tensor, Set<Tensor> seen) {
    if (seen.add(tensor)) {
      tensor.op().inputs().forEach(input -> visit(input, seen));
      order.add(tensor);
    }
  }

  /** A tensor lives inside the first concatenation with its rows that it is a part of. */
  private void findHomes() {
    for (Tensor tensor : order) {
      if (tensor.op().concatenates()) {
        List<Tensor> parts = tensor.op().inputs();
        int column = 0;
        for (Tensor part : parts) {
          boolean once = parts.indexOf(part) == parts.lastIndexOf(part);
          if (once
              && part.shape().rows().equals(tensor.shape().rows())
              && !outputs.contains(part)) {
            homes.putIfAbsent(part, new Home(tensor, column));
          }
          column += part.width();
        }
      }
    }
  }

  private void findGradients() {
    Map<Tensor, Integer> uses = new HashMap<>();
    for (Tensor tensor : order) {
      boolean learns = !tensor.op().parameters().isEmpty();
      for (Tensor input : tensor.op().inputs()) {
        learns |= learning.contains(input);
        uses.merge(input, 1, Integer::sum);
      }
      if (learns) {
        learning.add(tensor);
      }
    }
    homes.forEach((part, home) -> {
      if (learning.contains(part) && uses.getOrDefault(part, 0) == 1) {
        gradientsInside.add(part);
      }
    });
    Set<Tensor> written = new HashSet<>(outputs);
    for (Tensor tensor : order.reversed()) {
      List<Tensor> inputs = tensor.op().inputs();
      boolean[] adds = new boolean[inputs.size()];
      for (int i = 0; i < adds.length; i++) {
        adds[i] = !written.add(inputs.get(i));
      }
      accumulates.put(tensor, adds);
    }
  }

  /** Whether gradients are computed too. */
  public boolean training() {
    return training;
  }

  /** The tensors that the plan was made for, in the order in which they were given. */
  public List<Tensor> outputs() {
    return outputs;
  }

  /** The tensors that are computed, inputs first. */
  public List<Tensor> order() {
    return List.copyOf(order);
  }

  /** The kinds of rows that the tensors have, in the order of their first use. */
  public List<Rows> rows() {
    return order.stream().map(tensor -> tensor.shape().rows()).distinct().toList();
  }

  /** The parameters that are read, in the order of their first use. */
  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  /** The parameters of one kind. */
  public List<Parameter> parameters(Parameter.Kind kind) {
    return parameters.stream().filter(parameter -> parameter.kind() == kind).toList();
  }

  /** The tensors read straight from embedding tables; their gradients train the tables. */
  public List<Tensor> embeddingInputs() {
    return order.stream().filter(Plan::readsTable).toList();
  }

  static boolean readsTable(Tensor tensor) {
    return tensor.op().parameters().stream().anyMatch(p -> p.kind() == Parameter.Kind.TABLE);
  }

  boolean hasGradient(Tensor tensor) {
    return learning.contains(tensor);
  }

  /** The home of a tensor's value; null if it has a buffer of its own. */
  @Nullable Home home(Tensor tensor) {
    return homes.get(tensor);
  }

  boolean gradientInside(Tensor tensor) {
    return gradientsInside.contains(tensor);
  }

  boolean accumulates(Tensor result, int input) {
    boolean[] adds = accumulates.get(result);
    return adds != null && adds[input];
  }

  /** Whether the gradient of this tensor must outlive the run of its shard. */
  boolean keepsGradient(Tensor tensor) {
    if (readsTable(tensor) && !gradientsInside.contains(tensor)) {
      return true;
    }
    return tensor.op().concatenates()
        && tensor.op().inputs().stream().anyMatch(p -> readsTable(p) && inside(p, tensor));
  }

  private boolean inside(Tensor part, Tensor concatenation) {
    Home home = homes.get(part);
    return gradientsInside.contains(part) && home != null && home.concatenation() == concatenation;
  }

  @Override
  public String toString() {
    return "Plan" + Arrays.toString(order.toArray());
  }
}
