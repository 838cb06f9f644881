package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * y[n,h] = sum over k of weights[n,k] parts[k][n,h]: a mixture of experts, if a gate gives the
 * weights. With y's gradient dy: dparts[k] = weights[.,k] dy, dweights[n,k] = the dot product of
 * dy[n] and parts[k][n].
 *
 * @param weights [n, k], a column for each part
 * @param parts k tensors, [n, h] each
 */
public record Mixture(Tensor weights, List<Tensor> parts) implements Op {
  /**
   * Copies the list and checks the shapes.
   *
   * @throws IllegalArgumentException if there are not as many parts as weights, or the parts differ
   *     in shape from each other or in rows from the weights
   */
  public Mixture {
    parts = List.copyOf(parts);
    if (parts.size() != weights.width()) {
      throw new IllegalArgumentException(
          "a mixture of " + parts.size() + " parts needs as many weights, not " + weights);
    }
    for (Tensor part : parts) {
      if (!part.shape().equals(parts.getFirst().shape())) {
        throw new IllegalArgumentException(
            "cannot mix " + parts.getFirst() + " and " + part + ": their shapes differ");
      }
      if (!part.shape().rows().equals(weights.shape().rows())) {
        throw new IllegalArgumentException(
            "cannot mix " + part + " by " + weights + ": their rows differ");
      }
    }
  }

  @Override
  public String describe() {
    return "mixture of " + parts.size();
  }

  /** The weights, then the parts. */
  @Override
  public List<Tensor> inputs() {
    List<Tensor> inputs = new ArrayList<>(List.of(weights));
    inputs.addAll(parts);
    return inputs;
  }

  @Override
  public Shape shape() {
    return parts.getFirst().shape();
  }

  @Override
  public long flops() {
    return 2L * parts.size() * shape().width();
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    return new MixtureStep(this, b, result);
  }

  private static final class MixtureStep implements Step {
    private final Kernels k;
    private final Matrix y;
    private final @Nullable Matrix dy;
    private final boolean weightsAccumulate;
    private final Part[] parts;

    /** One part, with its column of the weights. */
    private record Part(
        Matrix weight,
        @Nullable Matrix dWeight,
        Matrix x,
        @Nullable Matrix dx,
        boolean accumulates) {}

    MixtureStep(Mixture op, Binding b, Tensor result) {
      this.k = b.kernels();
      this.y = b.value(result);
      this.dy = b.gradient(result);
      this.weightsAccumulate = b.accumulates(result, 0);
      Matrix weights = b.value(op.weights);
      Matrix dWeights = b.gradient(op.weights);
      this.parts = new Part[op.parts.size()];
      for (int i = 0; i < parts.length; i++) {
        Tensor part = op.parts.get(i);
        parts[i] =
            new Part(
                b.columns(weights, i, 1),
                dWeights == null ? null : b.columns(dWeights, i, 1),
                b.value(part),
                b.gradient(part),
                b.accumulates(result, 1 + i));
      }
    }

    @Override
    public void forward() {
      for (int i = 0; i < parts.length; i++) {
        k.elements().scaleRows(parts[i].x, parts[i].weight, i > 0, y);
      }
    }

    @Override
    public void backward() {
      if (dy == null) {
        return;
      }
      for (Part part : parts) {
        if (part.dWeight != null) {
          k.elements().rowDots(dy, part.x, weightsAccumulate, part.dWeight);
        }
        if (part.dx != null) {
          k.elements().scaleRows(dy, part.weight, part.accumulates, part.dx);
        }
      }
    }
  }
}
