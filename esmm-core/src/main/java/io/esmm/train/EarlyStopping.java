package io.esmm.train;

import io.esmm.graph.Weights;
import org.jspecify.annotations.Nullable;

/**
 * The best weights so far by a metric, and how long it has not improved. Nothing happens unless it
 * is asked for. Not thread-safe.
 */
final class EarlyStopping {
  private final @Nullable EarlyStoppingConfig config;
  private @Nullable Weights best;
  private double bestMetric = Double.NaN;
  private int withoutImprovement;

  EarlyStopping(@Nullable EarlyStoppingConfig config) {
    this.config = config;
  }

  boolean isAsked() {
    return config != null;
  }

  /** Whether the metric is taken between steps; otherwise it is at the end of every epoch. */
  boolean goesBySteps() {
    return config != null && config.everySteps() != null;
  }

  /** Whether the metric is to be taken after so many steps. */
  boolean isDueAfter(long steps) {
    return config != null && config.everySteps() != null && steps % config.everySteps() == 0;
  }

  /** Takes a metric, and a copy of the weights if it is better than all before; whether it is. */
  boolean take(double metric, Weights weights) {
    double least = config == null ? 0 : config.minDelta();
    boolean better = !Double.isNaN(metric) && (best == null || metric > bestMetric + least);
    if (!better) {
      withoutImprovement++;
      return false;
    }
    bestMetric = metric;
    withoutImprovement = 0;
    if (best == null) {
      best = weights.copy();
    } else {
      best.set(weights);
    }
    return true;
  }

  boolean isOutOfPatience() {
    return config != null && withoutImprovement >= config.patience();
  }

  /** Null before a metric has been taken. */
  @Nullable Weights best() {
    return best;
  }

  /** NaN before a metric has been taken. */
  double bestMetric() {
    return bestMetric;
  }

  /** How often the metric has been taken since the best. */
  int withoutImprovement() {
    return withoutImprovement;
  }

  /** Goes back to what a checkpoint says. */
  void restore(@Nullable Weights weights, double metric, int times) {
    best = weights;
    bestMetric = metric;
    withoutImprovement = times;
  }
}
