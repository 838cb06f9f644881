package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Matrix;
import java.util.List;

/**
 * y = a * b, element by element; da = dy * b, db = dy * a.
 *
 * @param a [n, d]
 * @param b [n, d], with the same kind of rows
 */
public record Multiply(Tensor a, Tensor b) implements Op {
  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if they differ
   */
  public Multiply {
    if (!a.shape().equals(b.shape())) {
      throw new IllegalArgumentException(
          "cannot multiply " + a + " and " + b + ": their shapes differ");
    }
  }

  @Override
  public String describe() {
    return "product";
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(a, b);
  }

  @Override
  public Shape shape() {
    return a.shape();
  }

  @Override
  public Step bind(Binding binding, Tensor result) {
    Matrix first = binding.value(a);
    Matrix second = binding.value(b);
    Matrix y = binding.value(result);
    Matrix dFirst = binding.gradient(a);
    Matrix dSecond = binding.gradient(b);
    Matrix dy = binding.gradient(result);
    boolean firstAccumulates = binding.accumulates(result, 0);
    boolean secondAccumulates = binding.accumulates(result, 1);
    return new Step() {
      @Override
      public void forward() {
        binding.kernels().elements().multiply(first, second, false, y);
      }

      @Override
      public void backward() {
        if (dy == null) {
          return;
        }
        if (dFirst != null) {
          binding.kernels().elements().multiply(dy, second, firstAccumulates, dFirst);
        }
        if (dSecond != null) {
          binding.kernels().elements().multiply(dy, first, secondAccumulates, dSecond);
        }
      }
    };
  }
}
