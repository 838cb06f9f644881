package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Parameter;
import io.esmm.graph.RowMap;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.ElementFunction;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * y[n,h] = activation(bases + x[n,d] w[d,h] + b[1,h]), where w is gathered from the weight by the
 * folds and the bases, if any, are tensors of width h with coarser rows, lifted to those of x, or
 * with a row for each distinct id of a field, added up over the ids of a row of x. With dz = dy *
 * activation'(y): dx = dz w^T, dw = x^T dz, db = the column sums of dz, dbase = dz summed over the
 * rows that each row of the base was added to.
 *
 * @param folds which rows of the weight make up w
 */
public record Dense(
    Tensor x,
    List<Tensor> bases,
    Parameter weight,
    List<Fold> folds,
    @Nullable Parameter bias,
    ElementFunction activation)
    implements Op {

  /**
   * w[at, at + rows) = sign * weight[firstRow, firstRow + rows), added up where several folds have
   * the same place. So a part that is a difference needs no product of its own: (a - b) w is a w +
   * b (-w), and each of the two adds to what a and b are multiplied by anyway.
   */
  public record Fold(int at, int firstRow, int rows, int sign) {}

  public Dense {
    bases = List.copyOf(bases);
    folds = List.copyOf(folds);
    for (Fold fold : folds) {
      if (fold.at() < 0 || fold.at() + fold.rows() > x.width()) {
        throw new IllegalArgumentException(fold + " is outside an input of width " + x.width());
      }
      if (fold.firstRow() < 0 || fold.firstRow() + fold.rows() > weight.rows()) {
        throw new IllegalArgumentException(fold + " is outside a weight of " + weight.rows());
      }
    }
    for (Tensor base : bases) {
      if (base.width() != weight.columns()) {
        throw new IllegalArgumentException(
            "a base of width "
                + base.width()
                + " cannot be added to a layer of width "
                + weight.columns());
      }
    }
  }

  @Override
  public String describe() {
    String name = weight.name().substring(0, weight.name().lastIndexOf('/'));
    String part = x.width() == weight.rows() ? "" : " (" + x.shape().rows().each() + " part)";
    return name
        + part
        + " "
        + x.width()
        + " to "
        + weight.columns()
        + (activation == ElementFunction.IDENTITY
            ? ""
            : ", " + activation.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Tensor> inputs() {
    List<Tensor> all = new ArrayList<>(List.of(x));
    all.addAll(bases);
    return all;
  }

  @Override
  public Shape shape() {
    return new Shape(x.shape().rows(), weight.columns());
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

  private record Base(Matrix value, @Nullable Matrix gradient, boolean accumulates, RowMap map) {}

  private static final class DenseStep implements Step {
    private final Kernels k;
    private final ElementFunction activation;
    private final Matrix x;
    private final @Nullable Matrix dx;
    private final boolean dxAccumulates;
    private final @Nullable IdBases idBases;
    private final Base[] bases;
    private final FoldedWeight weights;
    private final @Nullable Matrix bias;
    private final @Nullable Matrix dBias;
    private final Matrix y;
    private final @Nullable Matrix dy;

    DenseStep(Dense op, Binding b, Tensor result) {
      this.k = b.kernels();
      this.activation = op.activation;
      this.x = b.value(op.x);
      this.dx = b.gradient(op.x);
      this.dxAccumulates = b.accumulates(result, 0);
      this.idBases = IdBases.of(b, op.bases);
      List<Base> lifted = new ArrayList<>();
      for (int i = 0; i < op.bases.size(); i++) {
        Tensor base = op.bases.get(i);
        if (!IdBases.isIdBase(base)) {
          lifted.add(
              new Base(
                  b.value(base),
                  b.gradient(base),
                  b.accumulates(result, i + 1),
                  b.rowMap(base.shape().rows(), op.x.shape().rows())));
        }
      }
      this.bases = lifted.toArray(new Base[0]);
      this.weights = new FoldedWeight(op, b);
      this.bias = op.bias == null ? null : b.parameter(op.bias);
      this.dBias = op.bias == null ? null : b.parameterGradient(op.bias);
      this.y = b.value(result);
      this.dy = b.gradient(result);
    }

    @Override
    public void forward() {
      boolean started = idBases != null;
      if (idBases != null) {
        idBases.forward(y);
      }
      for (Base base : bases) {
        RowMap map = base.map();
        k.lift(base.value(), map.index(), map.first(), map.base(), started, y);
        started = true;
      }
      k.dense(x, weights.gather(), bias, activation, started, y);
    }

    @Override
    public void backward() {
      if (dy == null) {
        throw new IllegalStateException("a plan for scoring has no gradients");
      }
      if (activation != ElementFunction.IDENTITY) {
        k.activationGradient(activation, y, dy, false, dy);
      }
      weights.addGradient(x, dy);
      if (dBias != null) {
        k.columnSums(dy, true, dBias);
      }
      if (idBases != null) {
        idBases.backward(dy);
      }
      for (Base base : bases) {
        Matrix gradient = base.gradient();
        if (gradient != null) {
          RowMap map = base.map();
          k.liftGradient(dy, map.index(), map.first(), map.base(), base.accumulates(), gradient);
        }
      }
      if (dx != null) {
        k.denseInputGradient(dy, weights.present(), dxAccumulates, dx);
      }
    }
  }
}
