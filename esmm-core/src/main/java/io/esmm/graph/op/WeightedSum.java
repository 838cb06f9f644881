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
 * What an impression attends to: y[i] = the sum of w[p] e[element of p] over the pairs p of
 * impression i, zeros for an empty sequence. With dy: dw[p] = dy[i] . e[element of p], and de is
 * summed over the pairs, in their order.
 *
 * @param weights [pairs, 1]
 * @param elements [elements, e]
 */
public record WeightedSum(Tensor weights, Tensor elements) implements Op {
  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if there is not one weight for each impression and element
   */
  public WeightedSum {
    if (!(elements.shape().rows() instanceof Rows.Elements sequence)
        || !weights.shape().equals(new Shape(Rows.pairs(sequence), 1))) {
      throw new IllegalArgumentException(
          "a weighted sum needs a weight for each impression and element, not "
              + weights
              + " for "
              + elements);
    }
  }

  private Rows.Elements sequence() {
    return (Rows.Elements) elements.shape().rows();
  }

  @Override
  public String describe() {
    return "weighted sum of " + sequence().name();
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(weights, elements);
  }

  @Override
  public Shape shape() {
    return new Shape(Rows.IMPRESSIONS, elements.width());
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    SequenceKernels k = b.kernels().sequences();
    SequenceIndex index = b.sequence(sequence().field());
    Matrix w = b.value(weights);
    Matrix e = b.value(elements);
    Matrix y = b.value(result);
    Matrix dw = b.gradient(weights);
    Matrix de = b.gradient(elements);
    Matrix dy = b.gradient(result);
    boolean dwAccumulates = b.accumulates(result, 0);
    boolean deAccumulates = b.accumulates(result, 1);
    return new Step() {
      @Override
      public void forward() {
        k.weightedSums(w, e, index.elementOf(), index.firstPair(), y);
      }

      @Override
      public void backward() {
        if (dy == null) {
          return;
        }
        int[] elementOf = index.elementOf();
        int[] firstPair = index.firstPair();
        if (dw != null) {
          k.weightedSumsWeightGradient(dy, e, elementOf, firstPair, dwAccumulates, dw);
        }
        if (de != null) {
          k.weightedSumsValueGradient(dy, w, elementOf, firstPair, deAccumulates, de);
        }
      }
    };
  }
}
