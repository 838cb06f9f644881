package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Parameter;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.DiceColumns;
import io.esmm.numerics.DiceKernels;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer of one output over Dice, y[n,1] = dice(x) w + b, as an attention unit ends with. Neither
 * dice(x) nor its gradient, which is dy w^T, is kept.
 *
 * @param dice what the layer is over; not applied itself
 * @param weight w, [d, 1]
 * @param bias b, [1, 1]; null for none
 */
public record DiceProduct(Dice dice, Parameter weight, @Nullable Parameter bias) implements Op {
  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if the weight is not [d, 1]
   */
  public DiceProduct {
    if (weight.rows() != dice.x().width() || weight.columns() != 1) {
      throw new IllegalArgumentException(
          "a layer of one output over " + dice.x() + " cannot have the weight " + weight);
    }
  }

  @Override
  public String describe() {
    return weight.name().substring(0, weight.name().lastIndexOf('/'))
        + " (dice) "
        + weight.rows()
        + " to 1";
  }

  @Override
  public List<Tensor> inputs() {
    return dice.inputs();
  }

  @Override
  public Shape shape() {
    return new Shape(dice.shape().rows(), 1);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(dice.parameters());
    all.add(weight);
    if (bias != null) {
      all.add(bias);
    }
    return all;
  }

  @Override
  public long flops() {
    return 2L * weight.rows();
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    Kernels kernels = b.kernels();
    DiceKernels k = kernels.dice();
    Matrix x = b.value(dice.x());
    Matrix dx = b.gradient(dice.x());
    Matrix y = b.value(result);
    Matrix dy = b.gradient(result);
    boolean accumulates = b.accumulates(result, 0);
    Matrix w = b.parameter(weight);
    Matrix bPresent = bias == null ? null : b.parameter(bias);
    Matrix dWeight = b.parameterGradient(weight);
    Matrix dBias = bias == null ? null : b.parameterGradient(bias);
    Matrix dSlope = b.parameterGradient(dice.slope());
    ColumnMoments moments = dice.moments(b);
    DiceColumns columns = dice.columns(b, moments);
    Matrix gate = b.scratch(result, dice.x().width());
    return new Step() {
      @Override
      public void forward() {
        moments.update(x);
        k.product(x, columns, w, bPresent, gate, y);
      }

      @Override
      public void backward() {
        if (dy == null || dSlope == null || dWeight == null) {
          throw new IllegalStateException("a plan for scoring has no gradients");
        }
        k.productGradient(x, gate, dy, columns, w, accumulates, dx, dSlope, dWeight);
        if (dBias != null) {
          kernels.columnSums(dy, true, dBias);
        }
      }
    };
  }
}
