package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.ColumnKernels;
import io.esmm.numerics.DropoutMask;
import io.esmm.numerics.Matrix;
import java.util.List;

/**
 * In training each element is zero with probability {@code rate}, else divided by 1 - rate
 * (Srivastava et al. 2014); when scoring y = x. What is dropped is decided by a hash of the step's
 * draw, the layer's name, the row of the batch and the column ({@link DropoutMask}), so it does not
 * depend on how the batch is shared out.
 *
 * @param x [n, d]
 * @param rate the probability with which an element is dropped, in [0, 1)
 * @param layer unique in the model
 */
public record Dropout(Tensor x, double rate, String layer) implements Op {
  /**
   * Checks the rate.
   *
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout [" + rate + "] must be in [0, 1)");
    }
  }

  @Override
  public String describe() {
    return "dropout " + rate;
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
        if (b.training()) {
          k.dropout(key(b), first(b), rate, from, false, y);
        } else {
          b.kernels().elements().copy(from, false, y);
        }
      }

      @Override
      public void backward() {
        if (dy != null && dFrom != null) {
          k.dropout(key(b), first(b), rate, dy, accumulates, dFrom);
        }
      }
    };
  }

  private long key(Binding b) {
    return DropoutMask.key(b.shard().draw(), layer);
  }

  private int first(Binding b) {
    return b.shard().first(x.shape().rows());
  }
}
