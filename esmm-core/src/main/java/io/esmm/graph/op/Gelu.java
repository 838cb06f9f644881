package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.ColumnKernels;
import io.esmm.numerics.Matrix;
import java.util.List;

/**
 * y = x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), the form with tanh of Hendrycks and Gimpel
 * (2016), within 0.0005 of x times the normal distribution.
 *
 * @param x [n, d]
 */
public record Gelu(Tensor x) implements Op {

  @Override
  public String describe() {
    return "gelu";
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
  public Step bind(Binding b, Tensor result) {
    ColumnKernels k = b.kernels().columns();
    Matrix from = b.value(x);
    Matrix y = b.value(result);
    Matrix dFrom = b.gradient(x);
    Matrix dy = b.gradient(result);
    boolean accumulates = b.accumulates(result, 0);
    return new Step() {
      @Override
      public void forward() {
        k.gelu(from, y);
      }

      @Override
      public void backward() {
        if (dy != null && dFrom != null) {
          k.geluGradient(from, dy, accumulates, dFrom);
        }
      }
    };
  }
}
