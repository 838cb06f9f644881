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
 * @param x [n, d]
 * @param bases of width h, added up before the activation; may be empty
 * @param weight [rows, h]; the folds tell which of its rows are w
 * @param folds which rows of the weight make up w
 * @param bias [1, h]; null for none
 * @param activation of the sum; its derivative is taken from its value
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
   *
   * @param at the first row of w that it makes up
   * @param firstRow the first row of the weight that it takes
   * @param rows how many rows it takes
   * @param sign 1 or -1
   */
  public record Fold(int at, int firstRow, int rows, int sign) {}

  /**
   * Copies the lists and checks that they fit.
   *
   * @throws IllegalArgumentException if a fold is outside the input or the weight, or a base has
   *     another width than the weight
   */
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

  /**
   * Works through narrow layers over many rows, such as those over pairs of a sequence, in blocks
   * of rows that stay in the second-level cache from the lifts to the product, and from the
   * gradient to all that it is summed into.
   */
  private static final class DenseStep implements Step {
    /** Elements of x or y, whichever is wider, in a block: 128 KB. */
    private static final int BLOCK_ELEMENTS = 1 << 15;

    /** Blocks of fewer rows would not repay that each packs the weights. */
    private static final int LEAST_ROWS = 512;

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

    /** The block of x, dx, y and dy that is worked on. */
    private final Matrix xBlock;

    private final @Nullable Matrix dxBlock;
    private final Matrix yBlock;
    private final @Nullable Matrix dyBlock;

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
      this.weights = new FoldedWeight(op.weight, op.folds, op.x.width(), b);
      this.bias = op.bias == null ? null : b.parameter(op.bias);
      this.dBias = op.bias == null ? null : b.parameterGradient(op.bias);
      this.y = b.value(result);
      this.dy = b.gradient(result);
      this.xBlock = x.rows(0, x.capacity());
      this.dxBlock = dx == null ? null : dx.rows(0, dx.capacity());
      this.yBlock = y.rows(0, y.capacity());
      this.dyBlock = dy == null ? null : dy.rows(0, dy.capacity());
    }

    /** The rows of a block; all of them if they are few, or their ids are summed. */
    private int blockRows() {
      int rows = BLOCK_ELEMENTS / Math.max(x.columns(), y.columns());
      return idBases != null || rows < LEAST_ROWS ? Math.max(1, y.rows()) : rows;
    }

    @Override
    public void forward() {
      Matrix w = weights.gather();
      if (idBases != null) {
        idBases.forward(y);
      }
      int block = blockRows();
      for (int from = 0; from < y.rows(); from += block) {
        int rows = Math.min(block, y.rows() - from);
        xBlock.show(x, from, rows);
        yBlock.show(y, from, rows);
        boolean started = idBases != null;
        for (Base base : bases) {
          RowMap map = base.map();
          k.lift(base.value(), map.index(), map.first() + from, map.base(), started, yBlock);
          started = true;
        }
        k.dense(xBlock, w, bias, activation, started, yBlock);
      }
    }

    @Override
    public void backward() {
      if (dy == null || dyBlock == null) {
        throw new IllegalStateException("a plan for scoring has no gradients");
      }
      int block = blockRows();
      int from = 0;
      do {
        int rows = Math.min(block, y.rows() - from);
        xBlock.show(x, from, rows);
        yBlock.show(y, from, rows);
        dyBlock.show(dy, from, rows);
        if (activation != ElementFunction.IDENTITY) {
          k.elements().activationGradient(activation, yBlock, dyBlock, false, dyBlock);
        }
        weights.addGradient(xBlock, dyBlock, from == 0, from + rows == y.rows());
        if (dBias != null) {
          k.columnSums(dyBlock, true, dBias);
        }
        liftGradients(dyBlock, from);
        if (dx != null && dxBlock != null) {
          dxBlock.show(dx, from, rows);
          k.denseInputGradient(dyBlock, weights.present(), dxAccumulates, dxBlock);
        }
        from += rows;
      } while (from < y.rows());
      if (idBases != null) {
        idBases.backward(dy);
      }
    }

    /** Adds the gradient of the rows from this one on to those of the bases. */
    private void liftGradients(Matrix gradient, int from) {
      for (Base base : bases) {
        Matrix sums = base.gradient();
        if (sums != null) {
          RowMap map = base.map();
          boolean accumulate = base.accumulates() || from > 0;
          k.liftGradient(gradient, map.index(), map.first() + from, map.base(), accumulate, sums);
        }
      }
    }
  }
}
