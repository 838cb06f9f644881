package io.esmm.train;

import io.esmm.graph.Parameter;
import io.esmm.graph.ShardGradients;
import io.esmm.graph.UpdateRule;
import io.esmm.graph.Weights;
import io.esmm.numerics.AdamStep;
import io.esmm.numerics.FtrlRule;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The update of some rows of a dense parameter: the shards' gradients are added in the order of the
 * shards, then Adam or the parameter's own rule takes its step. Different pieces may be updated by
 * different threads.
 */
final class DenseUpdate {
  /** Elements of a piece: small enough to share out, large enough not to notice. */
  private static final int PIECE = 1 << 14;

  private final Parameter parameter;
  private final Matrix[] parts;
  private final Matrix sum;
  private final Matrix w;
  private final Matrix m;
  private final Matrix v;

  private DenseUpdate(
      Parameter parameter,
      int from,
      int rows,
      ShardGradients[] shards,
      Weights weights,
      Weights first,
      Weights second) {
    this.parameter = parameter;
    this.parts = new Matrix[shards.length];
    for (int s = 0; s < shards.length; s++) {
      parts[s] = shards[s].of(parameter).rows(from, rows);
    }
    this.sum = Matrix.of(weights.precision(), rows, parameter.columns());
    this.w = weights.of(parameter).rows(from, rows);
    this.m = first.of(parameter).rows(from, rows);
    this.v = second.of(parameter).rows(from, rows);
  }

  /** All pieces of all dense parameters. */
  static List<DenseUpdate> pieces(
      List<Parameter> parameters,
      ShardGradients[] shards,
      Weights weights,
      Weights first,
      Weights second) {
    List<DenseUpdate> pieces = new ArrayList<>();
    for (Parameter p : parameters) {
      int step = Math.max(1, PIECE / p.columns());
      for (int from = 0; from < p.rows(); from += step) {
        int rows = Math.min(step, p.rows() - from);
        pieces.add(new DenseUpdate(p, from, rows, shards, weights, first, second));
      }
    }
    return pieces;
  }

  Parameter parameter() {
    return parameter;
  }

  /**
   * Adds up the gradients of the first {@code count} shards and that of the penalty, l2 w; false if
   * any is not finite, or too large for the parameter's rule.
   *
   * @param impressions whose mean the gradient is
   */
  boolean reduce(Kernels kernels, int count, int impressions) {
    kernels.sum(parts, count, sum);
    if (parameter.l2() > 0) {
      kernels.elements().scale(parameter.l2(), w, true, sum);
    }
    return kernels.allFinite(sum) && FiniteSquares.of(parameter, sum, 0, sum.rows(), impressions);
  }

  /**
   * @param step of the model's optimizer
   * @param impressions whose mean the gradient is
   */
  void apply(Kernels kernels, AdamStep step, int impressions) {
    switch (parameter.update()) {
      case UpdateRule.Model() -> kernels.updates().adam(step, sum, w, m, v);
      case UpdateRule.Ftrl(FtrlRule rule) ->
          kernels.updates().ftrl(rule, impressions, sum, w, m, v);
    }
  }
}
