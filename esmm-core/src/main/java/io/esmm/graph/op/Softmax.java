package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Matrix;
import java.util.List;

/**
 * y[n,k] = e^x[n,k] / sum over j of e^x[n,j]: positive, and 1 in all along each row. dx = y (dy -
 * sum over j of dy[n,j] y[n,j]).
 *
 * @param x [n, k]
 */
public record Softmax(Tensor x) implements Op {

  @Override
  public String describe() {
    return "softmax";
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
    Matrix from = b.value(x);
    Matrix y = b.value(result);
    Matrix dFrom = b.gradient(x);
    Matrix dy = b.gradient(result);
    boolean accumulates = b.accumulates(result, 0);
    return new Step() {
      @Override
      public void forward() {
        b.kernels().elements().softmax(from, y);
      }

      @Override
      public void backward() {
        if (dFrom != null && dy != null) {
          b.kernels().elements().softmaxGradient(y, dy, accumulates, dFrom);
        }
      }
    };
  }
}
