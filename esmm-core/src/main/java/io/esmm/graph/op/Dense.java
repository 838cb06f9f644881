package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Parameter;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Activation;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * y[n,h] = activation(base + x[n,d] w[d,h] + b[1,h]), where w is the rows [firstRow, firstRow + d)
 * of the weight and the base, if any, is a request-level tensor [.,h] lifted to the impressions.
 * With dz = dy * activation'(y): dx = dz w^T, dw = x^T dz, db = the column sums of dz, dbase = dz
 * summed per request.
 *
 * <p>Each operation owns its rows of the weight: no other one reads them.
 */
public record Dense(
    Tensor x,
    @Nullable Tensor base,
    Parameter weight,
    int firstRow,
    @Nullable Parameter bias,
    Activation activation)
    implements Op {

  public Dense {
    if (firstRow < 0 || firstRow + x.width() > weight.rows()) {
      throw new IllegalArgumentException(
          "a weight of "
              + weight.rows()
              + " rows has no rows ["
              + firstRow
              + ", "
              + (firstRow + x.width())
              + ")");
    }
    if (base != null && base.width() != weight.columns()) {
      throw new IllegalArgumentException(
          "a base of width "
              + base.width()
              + " cannot be added to a layer of width "
              + weight.columns());
    }
  }

  /** activation(x w + b). */
  public static Dense layer(Tensor x, Parameter weight, Parameter bias, Activation activation) {
    return new Dense(x, null, weight, 0, bias, activation);
  }

  /** x w, with the rows of the weight from firstRow. */
  public static Dense product(Tensor x, Parameter weight, int firstRow) {
    return new Dense(x, null, weight, firstRow, null, Activation.IDENTITY);
  }

  /** activation(lift(base) + x w + b), with the rows of the weight from firstRow. */
  public static Dense onBase(
      Tensor x,
      Tensor base,
      Parameter weight,
      int firstRow,
      Parameter bias,
      Activation activation) {
    return new Dense(x, base, weight, firstRow, bias, activation);
  }

  @Override
  public String describe() {
    String name = weight.name().substring(0, weight.name().lastIndexOf('/'));
    String part =
        x.width() == weight.rows() ? "" : base == null ? " (request part)" : " (impression part)";
    return name
        + part
        + " "
        + x.width()
        + " to "
        + weight.columns()
        + (activation == Activation.IDENTITY
            ? ""
            : ", " + activation.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Tensor> inputs() {
    return base == null ? List.of(x) : List.of(x, base);
  }

  @Override
  public Shape shape() {
    return new Shape(x.shape().level(), weight.columns());
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(List.of(weight));
    if (bias != null) {
      all.add(bias);
    }
    return all;
  }

  @Override
  public long flops() {
    return 2L * x.width() * weight.columns();
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    return new DenseStep(this, b, result);
  }

  private static final class DenseStep implements Step {
    private final Binding b;
    private final Kernels k;
    private final Activation activation;
    private final Matrix x;
    private final @Nullable Matrix dx;
    private final boolean dxAccumulates;
    private final @Nullable Matrix base;
    private final @Nullable Matrix dBase;
    private final boolean dBaseAccumulates;
    private final Matrix w;
    private final @Nullable Matrix dw;
    private final @Nullable Matrix bias;
    private final @Nullable Matrix dBias;
    private final Matrix y;
    private final @Nullable Matrix dy;

    DenseStep(Dense op, Binding b, Tensor result) {
      this.b = b;
      this.k = b.kernels();
      this.activation = op.activation;
      this.x = b.value(op.x);
      this.dx = b.gradient(op.x);
      this.dxAccumulates = b.accumulates(result, 0);
      this.base = op.base == null ? null : b.value(op.base);
      this.dBase = op.base == null ? null : b.gradient(op.base);
      this.dBaseAccumulates = op.base != null && b.accumulates(result, 1);
      this.w = b.parameter(op.weight).rows(op.firstRow, op.x.width());
      Matrix weightGradient = b.parameterGradient(op.weight);
      this.dw = weightGradient == null ? null : weightGradient.rows(op.firstRow, op.x.width());
      this.bias = op.bias == null ? null : b.parameter(op.bias);
      this.dBias = op.bias == null ? null : b.parameterGradient(op.bias);
      this.y = b.value(result);
      this.dy = b.gradient(result);
    }

    @Override
    public void forward() {
      if (base != null) {
        int[] requestOf = b.shard().batch().requestOf();
        k.lift(base, requestOf, b.shard().firstImpression(), b.shard().firstRequest(), false, y);
      }
      k.dense(x, w, bias, activation, base != null, y);
    }

    @Override
    public void backward() {
      if (dy == null || dw == null) {
        throw new IllegalStateException("a plan for scoring has no gradients");
      }
      if (activation != Activation.IDENTITY) {
        k.activationGradient(activation, y, dy, false, dy);
      }
      k.denseWeightGradient(x, dy, false, dw);
      if (dBias != null) {
        k.columnSums(dy, false, dBias);
      }
      if (dBase != null) {
        int[] requestOf = b.shard().batch().requestOf();
        int first = b.shard().firstImpression();
        k.liftGradient(dy, requestOf, first, b.shard().firstRequest(), dBaseAccumulates, dBase);
      }
      if (dx != null) {
        k.denseInputGradient(dy, w, dxAccumulates, dx);
      }
    }
  }
}
