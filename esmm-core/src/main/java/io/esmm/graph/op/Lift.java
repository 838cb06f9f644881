package io.esmm.graph.op;

import io.esmm.field.Level;
import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Matrix;
import java.util.List;

/**
 * Each request's row for all its impressions: y[i] = x[request of i]; the gradient sums per
 * request.
 */
public record Lift(Tensor x) implements Op {
  public Lift {
    if (x.shape().level() != Level.REQUEST) {
      throw new IllegalArgumentException("only a tensor at request level can be lifted, not " + x);
    }
  }

  @Override
  public String describe() {
    return "lift";
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x);
  }

  @Override
  public Shape shape() {
    return new Shape(Level.IMPRESSION, x.width());
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
        int[] requestOf = b.shard().batch().requestOf();
        b.kernels()
            .lift(
                from, requestOf, b.shard().firstImpression(), b.shard().firstRequest(), false, to);
      }

      @Override
      public void backward() {
        if (dFrom != null && dTo != null) {
          int[] requestOf = b.shard().batch().requestOf();
          b.kernels()
              .liftGradient(
                  dTo,
                  requestOf,
                  b.shard().firstImpression(),
                  b.shard().firstRequest(),
                  accumulates,
                  dFrom);
        }
      }
    };
  }
}
