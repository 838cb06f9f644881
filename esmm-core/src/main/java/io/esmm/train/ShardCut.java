package io.esmm.train;

import io.esmm.batch.Batch;
import io.esmm.graph.Plan;
import io.esmm.graph.Rows;
import io.esmm.graph.Shard;
import java.util.List;

/**
 * Cuts a batch into shards of whole requests with about equally many impressions: four; up to eight
 * where each keeps 1,024 impressions; and up to sixteen where each keeps 12,800 pairs of an
 * impression and an element of a sequence. The cut depends on the batch and the plan alone.
 *
 * <p>More shards would serve more threads, but every shard packs the weights for itself and leaves
 * gradients of all dense parameters to be added up: at 4,096 impressions a step with four shards
 * takes 7% less time than one with eight. Pairs are so many rows that fewer of them at a time stay
 * in the cache: with histories of 50, sixteen shards take 8% less time than four.
 */
final class ShardCut {
  /** Shards of a large batch. */
  static final int MOST = 16;

  private static final int LEAST = 4;
  private static final int MOST_OF_IMPRESSIONS = 8;
  private static final int IMPRESSIONS = 1024;
  private static final int PAIRS = 12_800;

  private final List<Rows> pairs;
  private final Shard whole = new Shard();
  private final Shard[] shards = new Shard[MOST];
  private int count;

  ShardCut(Plan plan) {
    this.pairs = plan.rows().stream().filter(rows -> rows instanceof Rows.Pairs).toList();
    for (int s = 0; s < MOST; s++) {
      shards[s] = new Shard();
    }
  }

  /**
   * @param draw what chance depends on in this step
   */
  void cut(Batch batch, long draw) {
    count = 0;
    int[] first = batch.firstImpression();
    int wanted = wanted(batch);
    int from = 0;
    for (int s = 1; s <= wanted && from < batch.requests(); s++) {
      long end = (long) batch.impressions() * s / wanted;
      int to = from;
      while (to < batch.requests() && (first[to + 1] <= end || s == wanted)) {
        to++;
      }
      if (to > from) {
        shards[count++].set(batch, from, to - from, draw);
        from = to;
      }
    }
  }

  private int wanted(Batch batch) {
    int wanted = Math.clamp(batch.impressions() / IMPRESSIONS, LEAST, MOST_OF_IMPRESSIONS);
    whole.set(batch, 0, batch.requests());
    for (int i = 0; i < pairs.size(); i++) {
      wanted = Math.max(wanted, Math.min(MOST, whole.rows(pairs.get(i)) / PAIRS));
    }
    return wanted;
  }

  Shard[] shards() {
    return shards;
  }

  /** The number of shards in use, at least 1 for a batch with a request. */
  int count() {
    return count;
  }
}
