package io.esmm.graph;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How many rows of each kind a plan has in the present shard, and for how many there has been room
 * so far.
 */
final class RowCounts {
  private final List<Rows> kinds;
  private final int[] counts;
  private final int[] capacities;

  RowCounts(Plan plan) {
    this.kinds = plan.rows();
    this.counts = new int[kinds.size()];
    this.capacities = new int[kinds.size()];
    java.util.Arrays.fill(capacities, -1);
  }

  List<Rows> kinds() {
    return kinds;
  }

  int indexOf(Rows rows) {
    int index = kinds.indexOf(rows);
    if (index < 0) {
      throw new IllegalArgumentException("the plan has no tensor with rows of [" + rows + "]");
    }
    return index;
  }

  /** The rows of the present shard, by the place of their kind. */
  int count(int kind) {
    return counts[kind];
  }

  int capacity(Rows rows) {
    return capacities[indexOf(rows)];
  }

  /** Takes over the rows of a shard; true if the capacity had to grow. */
  boolean set(ToIntFunction<Rows> count) {
    boolean grown = false;
    for (int k = 0; k < counts.length; k++) {
      counts[k] = count.applyAsInt(kinds.get(k));
      if (counts[k] > capacities[k]) {
        // Ragged counts differ from shard to shard: some room to spare saves most later growth.
        capacities[k] = capacities[k] < 0 ? counts[k] : Math.addExact(counts[k], counts[k] / 8);
        grown = true;
      }
    }
    return grown;
  }

  /** Takes over larger capacities of the same plan; true if any was. */
  boolean growTo(RowCounts other) {
    boolean grown = false;
    for (int k = 0; k < capacities.length; k++) {
      if (other.capacities[k] > capacities[k]) {
        capacities[k] = other.capacities[k];
        grown = true;
      }
    }
    return grown;
  }
}
