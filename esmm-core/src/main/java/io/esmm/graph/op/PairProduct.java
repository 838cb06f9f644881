package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Rows;
import io.esmm.graph.SequenceIndex;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.SequenceKernels;
import java.util.List;

/**
 * The product of each element of a request's sequence with each of its impressions: y[p] =
 * e[element of p] * x[impression of p], element by element, without lifting either. The gradients
 * de and dx are summed over the pairs, in their order.
 *
 * @param elements [elements, d] of a sequence
 * @param impressions [impressions, d]
 */
public record PairProduct(Tensor elements, Tensor impressions) implements Op {
  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if the widths differ, or the rows are not those of a
   *     sequence's elements and of impressions
   */
  public PairProduct {
    if (elements.width() != impressions.width()) {
      throw new IllegalArgumentException(
          "cannot multiply " + elements + " and " + impressions + ": their widths differ");
    }
    requireRows(elements, impressions);
  }

  private static void requireRows(Tensor elements, Tensor impressions) {
    if (!(elements.shape().rows() instanceof Rows.Elements)
        || !impressions.shape().rows().equals(Rows.IMPRESSIONS)) {
      throw new IllegalArgumentException(
          "pairs are made of elements and impressions, not " + elements + " and " + impressions);
    }
  }

  private Rows.Elements sequence() {
    return (Rows.Elements) elements.shape().rows();
  }

  @Override
  public String describe() {
    return "product";
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(elements, impressions);
  }

  @Override
  public Shape shape() {
    return new Shape(Rows.pairs(sequence()), elements.width());
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    SequenceKernels k = b.kernels().sequences();
    SequenceIndex index = b.sequence(sequence().field());
    Matrix e = b.value(elements);
    Matrix x = b.value(impressions);
    Matrix y = b.value(result);
    Matrix de = b.gradient(elements);
    Matrix dx = b.gradient(impressions);
    Matrix dy = b.gradient(result);
    boolean deAccumulates = b.accumulates(result, 0);
    boolean dxAccumulates = b.accumulates(result, 1);
    return new Step() {
      @Override
      public void forward() {
        k.multiplyRows(e, index.elementOf(), x, index.impressionOf(), y);
      }

      @Override
      public void backward() {
        if (dy == null) {
          return;
        }
        int[] elementOf = index.elementOf();
        int[] impressionOf = index.impressionOf();
        if (de != null) {
          k.multiplyRowsGradient(dy, x, impressionOf, elementOf, deAccumulates, de);
        }
        if (dx != null) {
          k.multiplyRowsGradient(dy, e, elementOf, impressionOf, dxAccumulates, dx);
        }
      }
    };
  }
}
