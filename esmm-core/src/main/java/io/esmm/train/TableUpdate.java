package io.esmm.train;

import io.esmm.batch.Batch;
import io.esmm.embedding.Occurrences;
import io.esmm.graph.Parameter;
import io.esmm.graph.ShardGradients;
import io.esmm.graph.Tensor;
import io.esmm.graph.UpdateRule;
import io.esmm.graph.Weights;
import io.esmm.numerics.AdamStep;
import io.esmm.numerics.FtrlRule;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * The update of one embedding table: gradients are summed over the occurrences of each row, in a
 * fixed order, then lazy Adam, or the rule that the table asks for, takes its step on the rows that
 * occur; the others, and their moments, stay as they are. The bias correction counts all steps, as
 * for the dense parameters. Ranges of rows may be updated by different threads.
 */
final class TableUpdate {
  /** Occurrences of a range: small enough to share out, large enough not to notice. */
  private static final int RANGE = 4096;

  private final Occurrences occurrences;
  private final Matrix w;
  private final Matrix m;
  private final Matrix v;
  private Matrix sums;
  private int[] ranges = new int[64];
  private int rangeCount;

  /** How often each row occurs in the training set; empty without a penalty. */
  private final int[] frequencies;

  TableUpdate(
      Parameter table, List<Tensor> inputs, Weights weights, Weights first, Weights second) {
    this.occurrences = new Occurrences(table, inputs);
    this.w = weights.of(table);
    this.m = first.of(table);
    this.v = second.of(table);
    this.sums = Matrix.of(weights.precision(), 0, table.columns());
    this.frequencies = new int[table.l2() > 0 ? table.rows() : 0];
  }

  Parameter table() {
    return occurrences.table();
  }

  /** Whether {@link #count} must see the training set before the first step. */
  boolean penalizes() {
    return frequencies.length > 0;
  }

  /** Counts the rows of the training set, a part of it at a time. */
  void count(Batch part) {
    occurrences.count(part, frequencies);
  }

  /** Finds the rows that occur and shares them out; before or while the shards run. */
  void index(Batch batch, ShardCut cut) {
    occurrences.build(batch, cut.shards(), cut.count());
    int slots = occurrences.slots();
    if (sums.capacity() < slots) {
      sums = Matrix.of(w.precision(), slots + slots / 2, w.columns());
    }
    sums.setRows(slots);
    rangeCount = 0;
    ranges[0] = 0;
    int[] starts = occurrences.starts();
    for (int s = 1; s <= slots; s++) {
      if (s == slots || starts[s] - starts[ranges[rangeCount]] >= RANGE) {
        if (++rangeCount == ranges.length) {
          ranges = Arrays.copyOf(ranges, 2 * rangeCount);
        }
        ranges[rangeCount] = s;
      }
    }
  }

  /** The number of ranges of the present batch. */
  int ranges() {
    return rangeCount;
  }

  void setGradients(ShardGradients[] shards, int count) {
    occurrences.setGradients(shards, count);
  }

  /**
   * Sums the gradients of a range, and those of the penalty; false if any is not finite, or too
   * large for the table's rule.
   *
   * @param impressions whose mean the gradient is
   */
  boolean reduce(Kernels kernels, int range, int impressions) {
    int from = ranges[range];
    int to = ranges[range + 1];
    occurrences.sum(kernels, from, to, sums);
    if (penalizes()) {
      penalize(from, to);
    }
    return kernels.allFinite(sums.rows(from, to - from))
        && FiniteSquares.of(table(), sums, from, to, impressions);
  }

  /** Zhou et al. 2018, equation 7: each row that occurs, by its share of all its occurrences. */
  private void penalize(int from, int to) {
    for (int s = from; s < to; s++) {
      int row = occurrences.rows()[s];
      double share = table().l2() / Math.max(1, frequencies[row]);
      for (int c = 0; c < sums.columns(); c++) {
        sums.set(s, c, sums.get(s, c) + share * w.get(row, c));
      }
    }
  }

  /**
   * @param step of the model's optimizer
   * @param impressions whose mean the gradient is
   */
  void apply(Kernels kernels, AdamStep step, int impressions, int range) {
    int from = ranges[range];
    int to = ranges[range + 1];
    int[] rows = occurrences.rows();
    switch (table().update()) {
      case UpdateRule.Model() -> kernels.updates().adamRows(step, sums, rows, from, to, w, m, v);
      case UpdateRule.Ftrl(FtrlRule rule) ->
          kernels.updates().ftrlRows(rule, impressions, sums, rows, from, to, w, m, v);
    }
  }
}
