package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Matrix;
import java.util.List;

/**
 * y[n,1] = the sum of a[n,d] * b[n,d] along each row; da = dy b, db = dy a.
 *
 * @param a [n, d]
 * @param b [n, d], with the same kind of rows
 */
public record Dot(Tensor a, Tensor b) implements Op {
  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if they differ
   */
  public Dot {
    if (!a.shape().equals(b.shape())) {
      throw new IllegalArgumentException(
          "cannot take the dot product of " + a + " and " + b + ": their shapes differ");
    }
  }

  @Override
  public String describe() {
    return "dot product";
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(a, b);
  }

  @Override
  public Shape shape() {
    return new Shape(a.shape().rows(), 1);
  }

  @Override
  public long flops() {
    return 2L * a.width();
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
        binding.kernels().elements().rowDots(first, second, false, y);
      }

      @Override
      public void backward() {
        if (dy == null) {
          return;
        }
        if (dFirst != null) {
          binding.kernels().elements().scaleRows(second, dy, firstAccumulates, dFirst);
        }
        if (dSecond != null) {
          binding.kernels().elements().scaleRows(first, dy, secondAccumulates, dSecond);
        }
      }
    };
  }
}
