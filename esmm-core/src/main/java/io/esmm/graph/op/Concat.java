package io.esmm.graph.op;

import io.esmm.field.Level;
import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts side by side, in order. Where the plan lets a part be computed inside the result's
 * buffer nothing is copied. Parts at request level are lifted if any part is at impression level.
 */
public record Concat(List<Tensor> parts) implements Op {
  public Concat {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a concatenation needs at least one part");
    }
  }

  /** The levels of the parts. */
  public Set<Level> levels() {
    Set<Level> levels = EnumSet.noneOf(Level.class);
    parts.forEach(part -> levels.add(part.shape().level()));
    return levels;
  }

  /** The parts of one level, in order. */
  public List<Tensor> at(Level level) {
    return parts.stream().filter(part -> part.shape().level() == level).toList();
  }

  @Override
  public String describe() {
    return "concatenation of " + parts.size();
  }

  @Override
  public List<Tensor> inputs() {
    return parts;
  }

  @Override
  public boolean concatenates() {
    return true;
  }

  @Override
  public Shape shape() {
    Level level = levels().contains(Level.IMPRESSION) ? Level.IMPRESSION : Level.REQUEST;
    return new Shape(level, parts.stream().mapToInt(Tensor::width).sum());
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    PartStep[] steps = new PartStep[parts.size()];
    int from = 0;
    for (int i = 0; i < steps.length; i++) {
      steps[i] = new PartStep(b, result, i, from);
      from += parts.get(i).width();
    }
    return new Step() {
      @Override
      public void forward() {
        for (PartStep step : steps) {
          step.forward();
        }
      }

      @Override
      public void backward() {
        for (PartStep step : steps) {
          step.backward();
        }
      }
    };
  }

  private final class PartStep implements Step {
    private final Binding b;
    private final boolean lifted;
    private final @Nullable Matrix from;
    private final Matrix to;
    private final @Nullable Matrix fromGradient;
    private final @Nullable Matrix toGradient;
    private final boolean accumulates;

    PartStep(Binding b, Tensor result, int i, int column) {
      Tensor part = parts.get(i);
      this.b = b;
      this.lifted = part.shape().level() != result.shape().level();
      this.from = b.valueInside(part, result) ? null : b.value(part);
      this.to = b.columns(b.value(result), column, part.width());
      Matrix gradient = b.gradient(result);
      this.toGradient = gradient == null ? null : b.columns(gradient, column, part.width());
      this.fromGradient = b.gradientInside(part, result) ? null : b.gradient(part);
      this.accumulates = b.accumulates(result, i);
    }

    @Override
    public void forward() {
      if (from == null) {
        return;
      }
      if (lifted) {
        b.kernels()
            .lift(
                from,
                b.shard().batch().requestOf(),
                b.shard().firstImpression(),
                b.shard().firstRequest(),
                false,
                to);
      } else {
        b.kernels().copy(from, false, to);
      }
    }

    @Override
    public void backward() {
      if (fromGradient == null || toGradient == null) {
        return;
      }
      Kernels k = b.kernels();
      if (lifted) {
        k.liftGradient(
            toGradient,
            b.shard().batch().requestOf(),
            b.shard().firstImpression(),
            b.shard().firstRequest(),
            accumulates,
            fromGradient);
      } else {
        k.copy(toGradient, accumulates, fromGradient);
      }
    }
  }
}
