package io.esmm.train;

import io.esmm.graph.Observation;
import io.esmm.graph.Parameter;
import io.esmm.graph.ShardGradients;
import io.esmm.graph.Weights;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;

/**
 * The update of a statistic, such as a running mean: what the shards observed is averaged, weighted
 * by their rows, in the order of the shards; then s = {@value #KEPT} s + {@code (1 -} {@value
 * #KEPT}{@code )} of that average. Ioffe and Szegedy (2015) average so; the statistics of a shard
 * in place of a batch's are the ghost batches of Hoffer, Hubara and Soudry (2017).
 */
final class StatisticUpdate {
  /** The share of the running value that a step keeps. */
  static final double KEPT = 0.9;

  private final Parameter parameter;
  private final Observation[] shards;
  private final Matrix average;
  private final Matrix running;
  private boolean seen;

  StatisticUpdate(Parameter parameter, ShardGradients[] gradients, Weights weights) {
    this.parameter = parameter;
    this.shards = new Observation[gradients.length];
    for (int s = 0; s < shards.length; s++) {
      shards[s] = gradients[s].observation(parameter);
    }
    this.average = Matrix.of(Precision.DOUBLE, parameter.rows(), parameter.columns());
    this.running = weights.of(parameter);
  }

  Parameter parameter() {
    return parameter;
  }

  /** Averages the observations of the first {@code count} shards; false if any is not finite. */
  boolean reduce(int count) {
    long rows = 0;
    average.fill(0);
    for (int s = 0; s < count; s++) {
      rows += shards[s].rows();
      add(shards[s]);
    }
    seen = rows > 0;
    boolean finite = true;
    for (int r = 0; r < average.rows() && seen; r++) {
      for (int c = 0; c < average.columns(); c++) {
        average.set(r, c, average.get(r, c) / rows);
        finite &= Double.isFinite(average.get(r, c));
      }
    }
    return finite;
  }

  private void add(Observation shard) {
    for (int r = 0; r < average.rows() && shard.rows() > 0; r++) {
      for (int c = 0; c < average.columns(); c++) {
        average.set(r, c, average.get(r, c) + shard.rows() * shard.values().get(r, c));
      }
    }
  }

  /** Moves the running value; it stays where no shard had a row to see. */
  void apply() {
    for (int r = 0; r < running.rows() && seen; r++) {
      for (int c = 0; c < running.columns(); c++) {
        running.set(r, c, KEPT * running.get(r, c) + (1 - KEPT) * average.get(r, c));
      }
    }
  }
}
