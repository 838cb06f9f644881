package io.esmm.graph.op;

import io.esmm.field.Level;
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
 * y[p] = e^x[p] / the sum of e^x[q] over the pairs q of p's impression, column by column; dx = y
 * (dy - the sum of y dy over the impression).
 *
 * @param x [pairs, d]
 */
public record SequenceSoftmax(Tensor x) implements Op {
  /**
   * Checks the rows.
   *
   * @throws IllegalArgumentException if they are not one for each impression and element
   */
  public SequenceSoftmax {
    boolean pairs =
        switch (x.shape().rows()) {
          case Rows.Requests(), Rows.Impressions(), Rows.Distinct _ -> false;
          case Rows.Elements elements -> elements.level() == Level.IMPRESSION;
          case Rows.Pairs _ -> true;
        };
    if (!pairs) {
      throw new IllegalArgumentException(
          "a softmax over a sequence needs a row for each impression and element, not " + x);
    }
  }

  private int field() {
    return switch (x.shape().rows()) {
      case Rows.Requests(), Rows.Impressions(), Rows.Distinct _ ->
          throw new IllegalStateException();
      case Rows.Elements elements -> elements.field();
      case Rows.Pairs pairs -> pairs.field();
    };
  }

  @Override
  public String describe() {
    return "softmax";
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
  public Step bind(Binding b, Tensor result) {
    SequenceKernels k = b.kernels().sequences();
    SequenceIndex index = b.sequence(field());
    Matrix from = b.value(x);
    Matrix y = b.value(result);
    Matrix dFrom = b.gradient(x);
    Matrix dy = b.gradient(result);
    boolean accumulates = b.accumulates(result, 0);
    return new Step() {
      @Override
      public void forward() {
        k.softmax(from, index.firstPair(), b.shard().impressions(), y);
      }

      @Override
      public void backward() {
        if (dFrom != null && dy != null) {
          int impressions = b.shard().impressions();
          k.softmaxGradient(y, dy, index.firstPair(), impressions, accumulates, dFrom);
        }
      }
    };
  }
}
