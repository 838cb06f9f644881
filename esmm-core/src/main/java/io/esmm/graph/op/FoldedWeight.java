package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Parameter;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dense layer multiplies by: a view of the parameter's rows where they stand side by side,
 * else a copy that is gathered for each shard and whose gradient is scattered.
 */
final class FoldedWeight {
  private final Kernels k;
  private final List<Dense.Fold> folds;
  private final Matrix[] from;
  private final Matrix[] to;
  private final @Nullable Matrix[] dFrom;
  private final @Nullable Matrix[] dTo;
  private final boolean[] adds;
  private final boolean inPlace;
  private final Matrix w;
  private final @Nullable Matrix dw;

  /**
   * @param d the rows of w
   */
  FoldedWeight(Parameter parameter, List<Dense.Fold> folds, int d, Binding b) {
    this.k = b.kernels();
    this.folds = folds;
    this.from = new Matrix[folds.size()];
    this.to = new Matrix[folds.size()];
    this.dFrom = new Matrix[folds.size()];
    this.dTo = new Matrix[folds.size()];
    this.adds = new boolean[folds.size()];
    Matrix weight = b.parameter(parameter);
    Matrix gradient = b.parameterGradient(parameter);
    this.inPlace = folds.size() == 1 && folds.getFirst().sign() == 1;
    if (inPlace) {
      int first = folds.getFirst().firstRow();
      this.w = weight.rows(first, d);
      this.dw = gradient == null ? null : gradient.rows(first, d);
      return;
    }
    this.w = Matrix.of(k.precision(), d, weight.columns());
    this.dw = gradient == null ? null : Matrix.of(k.precision(), d, weight.columns());
    for (int i = 0; i < from.length; i++) {
      Dense.Fold fold = folds.get(i);
      from[i] = weight.rows(fold.firstRow(), fold.rows());
      to[i] = w.rows(fold.at(), fold.rows());
      dFrom[i] = gradient == null ? null : gradient.rows(fold.firstRow(), fold.rows());
      dTo[i] = dw == null ? null : dw.rows(fold.at(), fold.rows());
      adds[i] = folds.subList(0, i).stream().anyMatch(before -> before.at() == fold.at());
    }
  }

  /** The weights of the present step. */
  Matrix gather() {
    if (!inPlace) {
      for (int i = 0; i < from.length; i++) {
        k.elements().scale(folds.get(i).sign(), from[i], adds[i], to[i]);
      }
    }
    return w;
  }

  /** The weights as last gathered. */
  Matrix present() {
    return w;
  }

  /**
   * Adds x^T dy to the parameter's gradient, once for each block of rows in their order.
   *
   * @param first whether these are the first rows
   * @param last whether these are the last rows, which the sum waits for
   */
  void addGradient(Matrix x, Matrix dy, boolean first, boolean last) {
    if (dw == null) {
      return;
    }
    k.denseWeightGradient(x, dy, inPlace || !first, dw);
    if (last) {
      endGradient();
    }
  }

  /** Where the gradient of w is summed up until {@link #endGradient}; null when scoring. */
  @Nullable Matrix startGradient() {
    if (dw != null && !inPlace) {
      dw.fill(0);
    }
    return dw;
  }

  /** Adds the gradient of w to the parameter's, if it has not been summed up there. */
  void endGradient() {
    for (int i = 0; i < from.length && !inPlace; i++) {
      Matrix gathered = dTo[i];
      Matrix parameter = dFrom[i];
      if (gathered != null && parameter != null) {
        k.elements().scale(folds.get(i).sign(), gathered, true, parameter);
      }
    }
  }
}
