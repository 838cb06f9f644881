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
 * y = gain (x - m) / sqrt(v + epsilon) + bias with the mean m and the variance v of each row (Ba,
 * Kiros and Hinton 2016).
 *
 * @param x [n, d]
 * @param gain [1, d]
 * @param bias [1, d]
 */
public record LayerNorm(Tensor x, Parameter gain, Parameter bias) implements Op {
  private static final double EPSILON = 1e-5;

  @Override
  public String describe() {
    return "layer normalization";
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
    return List.of(gain, bias);
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    ColumnKernels k = b.kernels().columns();
    Matrix from = b.value(x);
    Matrix y = b.value(result);
    Matrix dFrom = b.gradient(x);
    Matrix dy = b.gradient(result);
    boolean accumulates = b.accumulates(result, 0);
    Matrix gains = b.parameter(gain);
    Matrix biases = b.parameter(bias);
    Matrix dGains = b.parameterGradient(gain);
    Matrix dBiases = b.parameterGradient(bias);
    return new Step() {
      @Override
      public void forward() {
        k.layerNorm(from, gains, biases, EPSILON, y);
      }

      @Override
      public void backward() {
        if (dy != null && dGains != null && dBiases != null) {
          k.layerNormGradient(from, dy, gains, EPSILON, accumulates, dFrom, dGains, dBiases);
        }
      }
    };
  }
}
