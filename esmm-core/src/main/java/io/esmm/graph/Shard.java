package io.esmm.graph;

import io.esmm.batch.Batch;
import io.esmm.field.Column;
import io.esmm.field.Level;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive requests of a batch and their impressions: the unit of work of one thread. The cut
 * depends on the batch alone, never on the number of threads, so sums over shards have one order.
 */
public final class Shard {
  private @Nullable Batch batch;
  private int firstRequest;
  private int requests;
  private long draw;

  /** Points this shard at the requests [first, first + count) of a batch. */
  public void set(Batch batch, int first, int count) {
    set(batch, first, count, 0);
  }

  /**
   * Points this shard at the requests [first, first + count) of a batch.
   *
   * @param draw what chance depends on in this step, beside layer, row and column
   */
  public void set(Batch batch, int first, int count, long draw) {
    this.draw = draw;
    this.batch = batch;
    this.firstRequest = first;
    this.requests = count;
  }

  /**
   * The batch that this shard is a part of.
   *
   * @throws IllegalStateException before the first {@code set}
   */
  public Batch batch() {
    if (batch == null) {
      throw new IllegalStateException("the shard has no batch yet");
    }
    return batch;
  }

  /** The place of the shard's first request in the batch. */
  public int firstRequest() {
    return firstRequest;
  }

  /** The number of requests. */
  public int requests() {
    return requests;
  }

  /** What chance depends on in this step, beside layer, row and column. */
  public long draw() {
    return draw;
  }

  /** The place of the shard's first impression in the batch. */
  public int firstImpression() {
    return batch().firstImpression()[firstRequest];
  }

  /** The number of impressions, of all requests together. */
  public int impressions() {
    return batch().firstImpression()[firstRequest + requests] - firstImpression();
  }

  /** The first row of this shard at a level. */
  public int first(Level level) {
    return switch (level) {
      case REQUEST -> firstRequest;
      case IMPRESSION -> firstImpression();
    };
  }

  /** The number of rows of this shard at a level. */
  public int rows(Level level) {
    return switch (level) {
      case REQUEST -> requests;
      case IMPRESSION -> impressions();
    };
  }

  /** The number of rows of this shard of any kind but distinct ids. */
  public int rows(Rows rows) {
    return switch (rows) {
      case Rows.Requests() -> requests;
      case Rows.Impressions() -> impressions();
      case Rows.Elements elements -> {
        int[] offsets = offsets(elements.field());
        int first = first(elements.level());
        yield offsets[first + rows(elements.level())] - offsets[first];
      }
      case Rows.Pairs pairs -> pairs(pairs.field(), firstRequest, firstRequest + requests);
      case Rows.Distinct _ -> throw new IllegalArgumentException(rows + " must be counted first");
    };
  }

  /** The place of this shard's first row of any kind in the batch. */
  public int first(Rows rows) {
    return switch (rows) {
      case Rows.Requests() -> firstRequest;
      case Rows.Impressions() -> firstImpression();
      case Rows.Elements elements -> offsets(elements.field())[first(elements.level())];
      case Rows.Pairs pairs -> pairs(pairs.field(), 0, firstRequest);
      case Rows.Distinct _ -> 0;
    };
  }

  private int pairs(int field, int from, int to) {
    int[] offsets = offsets(field);
    int[] impressions = batch().firstImpression();
    long pairs = 0;
    for (int r = from; r < to; r++) {
      pairs += (long) (impressions[r + 1] - impressions[r]) * (offsets[r + 1] - offsets[r]);
    }
    return Math.toIntExact(pairs);
  }

  private int[] offsets(int field) {
    return ((Column.Bags) batch().column(field)).offsets();
  }
}
