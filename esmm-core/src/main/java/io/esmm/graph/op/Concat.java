package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.RowMap;
import io.esmm.graph.Rows;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts side by side, in order. Where the plan lets a part be computed inside the result's
 * buffer nothing is copied. Parts are lifted to the coarsest rows that all of them lift to.
 *
 * @param parts at least one, each of any width; the widths add up
 */
public record Concat(List<Tensor> parts) implements Op {
  /**
   * Copies the list and checks the shapes.
   *
   * @throws IllegalArgumentException if there is no part, or there are no rows that all parts lift
   *     to
   */
  public Concat {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a concatenation needs at least one part");
    }
    rows(parts);
  }

  private static Rows rows(List<Tensor> parts) {
    return parts.stream().map(part -> part.shape().rows()).reduce(Rows::common).orElseThrow();
  }

  /** What the rows of the parts are, coarser ones first. */
  public List<Rows> kinds() {
    return parts.stream()
        .map(part -> part.shape().rows())
        .distinct()
        .sorted((a, b) -> a.liftsTo(b) ? -1 : b.liftsTo(a) ? 1 : 0)
        .toList();
  }

  /** The parts that have these rows, in order. */
  public List<Tensor> at(Rows rows) {
    return parts.stream().filter(part -> part.shape().rows().equals(rows)).toList();
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
    return new Shape(rows(parts), parts.stream().mapToInt(Tensor::width).sum());
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
    private final @Nullable RowMap map;
    private final @Nullable Matrix from;
    private final Matrix to;
    private final @Nullable Matrix fromGradient;
    private final @Nullable Matrix toGradient;
    private final boolean accumulates;

    PartStep(Binding b, Tensor result, int i, int column) {
      Tensor part = parts.get(i);
      this.b = b;
      Rows rows = part.shape().rows();
      this.map = rows.equals(result.shape().rows()) ? null : b.rowMap(rows, result.shape().rows());
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
      if (map != null) {
        b.kernels().lift(from, map.index(), map.first(), map.base(), false, to);
      } else {
        b.kernels().elements().copy(from, false, to);
      }
    }

    @Override
    public void backward() {
      if (fromGradient == null || toGradient == null) {
        return;
      }
      Kernels k = b.kernels();
      if (map != null) {
        k.liftGradient(toGradient, map.index(), map.first(), map.base(), accumulates, fromGradient);
      } else {
        k.elements().copy(toGradient, accumulates, fromGradient);
      }
    }
  }
}
