package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Parameter;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.DiceColumns;
import io.esmm.numerics.DiceKernels;
import io.esmm.numerics.Matrix;
import java.util.List;

/**
 * y = p x + (1 - p) a x with p = sigmoid((x - mean) / sqrt(variance + epsilon)) and a slope a for
 * each column (Zhou et al. 2018, equation 3). Mean and variance are those of the shard in training,
 * the running ones when scoring.
 *
 * @param x [n, d]
 * @param slope a, [1, d]
 * @param mean the running mean, [1, d], a statistic
 * @param variance the running variance, [1, d], a statistic
 */
public record Dice(Tensor x, Parameter slope, Parameter mean, Parameter variance) implements Op {
  /** As in the paper. */
  private static final double EPSILON = 1e-8;

  @Override
  public String describe() {
    return "dice";
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
    return List.of(slope, mean, variance);
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    DiceKernels k = b.kernels().dice();
    Matrix from = b.value(x);
    Matrix y = b.value(result);
    Matrix dFrom = b.gradient(x);
    Matrix dy = b.gradient(result);
    boolean accumulates = b.accumulates(result, 0);
    Matrix dSlopes = b.parameterGradient(slope);
    ColumnMoments moments = moments(b);
    DiceColumns columns = columns(b, moments);
    Matrix gate = b.training() ? b.scratch(result, x.width()) : y;
    return new Step() {
      @Override
      public void forward() {
        moments.update(from);
        k.dice(from, columns, gate, y);
      }

      @Override
      public void backward() {
        if (dy != null && dSlopes != null) {
          k.diceGradient(from, gate, dy, columns, accumulates, dFrom, dSlopes);
        }
      }
    };
  }

  ColumnMoments moments(Binding b) {
    return new ColumnMoments(b, mean, variance, EPSILON);
  }

  DiceColumns columns(Binding b, ColumnMoments moments) {
    return new DiceColumns(moments.mean(), moments.inverse(), b.parameter(slope));
  }
}
