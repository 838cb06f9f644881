package io.esmm.train;

import io.esmm.batch.Batch;
import io.esmm.graph.Shard;

/**
 * Cuts a batch into shards of whole requests with about equally many impressions. The cut depends
 * on the batch alone.
 */
final class ShardCut {
  /**
   * Enough for as many threads; each costs the addition of one more copy of the dense gradients.
   */
  static final int SHARDS = 8;

  private final Shard[] shards = new Shard[SHARDS];
  private int count;

  ShardCut() {
    for (int s = 0; s < SHARDS; s++) {
      shards[s] = new Shard();
    }
  }

  void cut(Batch batch) {
    count = 0;
    int[] first = batch.firstImpression();
    int from = 0;
    for (int s = 1; s <= SHARDS && from < batch.requests(); s++) {
      long end = (long) batch.impressions() * s / SHARDS;
      int to = from;
      while (to < batch.requests() && (first[to + 1] <= end || s == SHARDS)) {
        to++;
      }
      if (to > from) {
        shards[count++].set(batch, from, to - from);
        from = to;
      }
    }
  }

  Shard[] shards() {
    return shards;
  }

  /** The number of shards in use, at least 1 for a batch with a request. */
  int count() {
    return count;
  }
}
