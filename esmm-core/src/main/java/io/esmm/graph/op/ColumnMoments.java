package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Observation;
import io.esmm.graph.Parameter;
import io.esmm.numerics.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The mean and the inverse deviation of each column: in training those of the shard, which are left
 * behind as its observation; when scoring the running ones.
 */
final class ColumnMoments {
  private final Binding b;
  private final double epsilon;
  private final @Nullable Observation observedMean;
  private final @Nullable Observation observedVariance;
  private final Matrix mean;
  private final Matrix variance;
  private final Matrix inverse;

  ColumnMoments(Binding b, Parameter mean, Parameter variance, double epsilon) {
    this.b = b;
    this.epsilon = epsilon;
    this.observedMean = b.observation(mean);
    this.observedVariance = b.observation(variance);
    this.mean = observedMean == null ? b.parameter(mean) : observedMean.values();
    this.variance = observedVariance == null ? b.parameter(variance) : observedVariance.values();
    this.inverse = Matrix.of(b.kernels().precision(), 1, mean.columns());
  }

  /** Takes the moments of x, or those that run. */
  void update(Matrix x) {
    if (observedMean != null && observedVariance != null) {
      b.kernels().columns().moments(x, mean, variance);
      observedMean.taken(x.rows());
      observedVariance.taken(x.rows());
    }
    for (int c = 0; c < inverse.columns(); c++) {
      inverse.set(0, c, 1 / Math.sqrt(variance.get(0, c) + epsilon));
    }
  }

  Matrix mean() {
    return mean;
  }

  /** 1 / sqrt(variance + epsilon). */
  Matrix inverse() {
    return inverse;
  }
}
