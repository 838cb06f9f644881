package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.ElementFunction;
import io.esmm.numerics.Matrix;
import java.util.List;
import java.util.Locale;

/**
 * y = activation(x), element by element; dx = dy * activation'(y).
 *
 * @param activation the function; its derivative is taken from its value
 * @param x [n, d]
 */
public record Activate(ElementFunction activation, Tensor x) implements Op {

  @Override
  public String describe() {
    return activation.name().toLowerCase(Locale.ROOT);
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
    Matrix to = b.value(result);
    Matrix dFrom = b.gradient(x);
    Matrix dTo = b.gradient(result);
    boolean accumulates = b.accumulates(result, 0);
    return new Step() {
      @Override
      public void forward() {
        b.kernels().elements().activate(activation, from, to);
      }

      @Override
      public void backward() {
        if (dFrom != null && dTo != null) {
          b.kernels().elements().activationGradient(activation, to, dTo, accumulates, dFrom);
        }
      }
    };
  }
}
