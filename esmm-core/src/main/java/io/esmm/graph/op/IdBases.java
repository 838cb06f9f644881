package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.IdSums;
import io.esmm.graph.Rows;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bases of a dense layer that have a row for each distinct id: every row of the layer takes the
 * sum of the rows of its ids.
 */
final class IdBases {
  private final Kernels k;
  private final IdSums sums;
  private final Matrix[] values;
  private final @Nullable Matrix[] gradients;

  private IdBases(Binding b, List<Tensor> bases) {
    this.k = b.kernels();
    this.sums = b.idSums(bases.stream().map(IdBases::rows).toList());
    this.values = new Matrix[bases.size()];
    this.gradients = new Matrix[bases.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = b.value(bases.get(i));
      gradients[i] = b.gradient(bases.get(i));
    }
  }

  /** Those among the bases of a layer; null if there are none. */
  static @Nullable IdBases of(Binding b, List<Tensor> bases) {
    List<Tensor> own = new ArrayList<>(bases);
    own.removeIf(base -> !isIdBase(base));
    return own.isEmpty() ? null : new IdBases(b, own);
  }

  static boolean isIdBase(Tensor base) {
    return base.shape().rows() instanceof Rows.Distinct;
  }

  private static Rows.Distinct rows(Tensor base) {
    return (Rows.Distinct) base.shape().rows();
  }

  /** y[i] = the sum over the ids of row i. */
  void forward(Matrix y) {
    k.sumOccurrences(
        sums.starts(), 0, y.rows(), sums.source(), sums.row(), sums.coefficients(), values, y);
  }

  /** The gradient of each base: the sum of dy over the rows that have the id. */
  void backward(Matrix dy) {
    for (int i = 0; i < gradients.length; i++) {
      Matrix gradient = gradients[i];
      if (gradient != null) {
        IdSums.Occurrences where = sums.occurrences(i);
        k.pool(dy, where.starts(), where.rows(), where.coefficients(), 0, gradient);
      }
    }
  }
}
