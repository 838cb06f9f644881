package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Parameter;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.ColumnKernels;
import io.esmm.numerics.Matrix;
import java.util.List;

/**
 * y = x where x &gt; 0, else a x, with a slope a for each column (He et al. 2015).
 *
 * @param x [n, d]
 * @param slope a, [1, d]
 */
public record Prelu(Tensor x, Parameter slope) implements Op {

  @Override
  public String describe() {
    return "prelu";
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
  public List<Parameter> parameters() {
    return List.of(slope);
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    ColumnKernels k = b.kernels().columns();
    Matrix from = b.value(x);
    Matrix y = b.value(result);
    Matrix dFrom = b.gradient(x);
    Matrix dy = b.gradient(result);
    boolean accumulates = b.accumulates(result, 0);
    Matrix slopes = b.parameter(slope);
    Matrix dSlopes = b.parameterGradient(slope);
    return new Step() {
      @Override
      public void forward() {
        k.prelu(from, slopes, y);
      }

      @Override
      public void backward() {
        if (dy != null && dSlopes != null) {
          k.preluGradient(from, dy, slopes, accumulates, dFrom, dSlopes);
        }
      }
    };
  }
}
