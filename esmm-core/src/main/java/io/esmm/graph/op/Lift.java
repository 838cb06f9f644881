package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.RowMap;
import io.esmm.graph.Rows;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Matrix;
import java.util.List;

/**
 * Each coarse row for all finer rows that belong to it: y[i] = x[row of i], such as a request's row
 * for all its impressions. The gradient sums over the finer rows, in their order.
 *
 * @param x [coarse rows, d]
 * @param to the finer rows, which those of x lift to
 */
public record Lift(Tensor x, Rows to) implements Op {
  /**
   * Checks the rows.
   *
   * @throws IllegalArgumentException if the tensor has these rows already, or its rows do not lift
   *     to them
   */
  public Lift {
    if (x.shape().rows().equals(to) || !x.shape().rows().liftsTo(to)) {
      throw new IllegalArgumentException(x + " cannot be lifted to rows of [" + to + "]");
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
    return new Shape(to, x.width());
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    Matrix from = b.value(x);
    Matrix y = b.value(result);
    Matrix dFrom = b.gradient(x);
    Matrix dy = b.gradient(result);
    RowMap map = b.rowMap(x.shape().rows(), to);
    boolean accumulates = b.accumulates(result, 0);
    return new Step() {
      @Override
      public void forward() {
        b.kernels().lift(from, map.index(), map.first(), map.base(), false, y);
      }

      @Override
      public void backward() {
        if (dFrom != null && dy != null) {
          b.kernels().liftGradient(dy, map.index(), map.first(), map.base(), accumulates, dFrom);
        }
      }
    };
  }
}
