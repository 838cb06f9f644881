package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Matrix;
import java.util.List;

/**
 * y = factor * x, element by element; dx = factor * dy.
 *
 * @param factor a number that is not learnt, finite
 * @param x [n, d]
 */
public record Scale(double factor, Tensor x) implements Op {
  /**
   * Checks the factor.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public Scale {
    if (!Double.isFinite(factor)) {
      throw new IllegalArgumentException("factor [" + factor + "] must be finite");
    }
  }

  @Override
  public String describe() {
    return "times " + (float) factor;
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x);
  }

  @Override
  public Shape shape() {
    return x.shape();
  }

  @Override
  public Step bind(Binding binding, Tensor result) {
    Matrix from = binding.value(x);
    Matrix to = binding.value(result);
    Matrix dFrom = binding.gradient(x);
    Matrix dTo = binding.gradient(result);
    boolean accumulates = binding.accumulates(result, 0);
    return new Step() {
      @Override
      public void forward() {
        binding.kernels().elements().scale(factor, from, false, to);
      }

      @Override
      public void backward() {
        if (dFrom != null && dTo != null) {
          binding.kernels().elements().scale(factor, dTo, accumulates, dFrom);
        }
      }
    };
  }
}
