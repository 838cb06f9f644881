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
 * y = gain (x - mean) / sqrt(variance + epsilon) + bias, column by column (Ioffe and Szegedy 2015).
 * Mean and variance are those of the shard in training, the running ones when scoring.
 *
 * @param x [n, d]
 * @param gain [1, d]
 * @param bias [1, d]
 * @param mean the running mean, [1, d], a statistic
 * @param variance the running variance, [1, d], a statistic
 */
public record BatchNorm(
    Tensor x, Parameter gain, Parameter bias, Parameter mean, Parameter variance) implements Op {
  private static final double EPSILON = 1e-5;

  @Override
  public String describe() {
    return "batch normalization";
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
    return List.of(gain, bias, mean, variance);
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
    ColumnMoments moments = new ColumnMoments(b, mean, variance, EPSILON);
    return new Step() {
      @Override
      public void forward() {
        moments.update(from);
        k.normalize(from, moments.mean(), moments.inverse(), gains, biases, y);
      }

      @Override
      public void backward() {
        if (dy != null && dGains != null && dBiases != null) {
          k.normalizeGradient(
              from,
              dy,
              moments.mean(),
              moments.inverse(),
              gains,
              accumulates,
              dFrom,
              dGains,
              dBiases);
        }
      }
    };
  }
}
