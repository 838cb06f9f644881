package io.esmm.train;

import io.esmm.batch.Batch;
import java.util.Arrays;

/**
 * The batches of an epoch, read one ahead: while a step works on the present one, a worker without
 * anything better to do fills the other. What is read does not depend on who reads it or when.
 */
final class BatchReader {
  private final TrainingSet set;
  private final int batchSize;
  private Drawn present;
  private Drawn ahead;
  private RequestOrder order;

  /** Whole requests and their rows; empty at the end of an epoch. */
  static final class Drawn {
    private final Batch batch;
    private int[] requests = new int[1024];
    private int count;

    private Drawn(Batch batch) {
      this.batch = batch;
    }

    Batch batch() {
      return batch;
    }

    /** The number of requests. */
    int count() {
      return count;
    }

    /** The number, in the set, of the batch's first request. */
    int firstRequest() {
      return requests[0];
    }
  }

  /** Begins with the next batch of this order. */
  BatchReader(TrainingSet set, int batchSize, RequestOrder order) {
    this.set = set;
    this.batchSize = batchSize;
    this.present = new Drawn(set.newBatch());
    this.ahead = new Drawn(set.newBatch());
    this.order = order;
    read(present);
  }

  /** Begins anew with another order. */
  void restart(RequestOrder next) {
    order = next;
    read(present);
  }

  /** The batch to work on; it has no requests after the last one. */
  Drawn present() {
    return present;
  }

  /** Reads the batch after the present one, which may be in use by other threads. */
  void readAhead() {
    read(ahead);
  }

  /** Makes the batch read ahead the present one. */
  void advance() {
    Drawn done = present;
    present = ahead;
    ahead = done;
  }

  /** The next whole requests, with at most batchSize impressions unless one alone has more. */
  private void read(Drawn into) {
    int impressions = 0;
    into.count = 0;
    while (order.hasNext()) {
      int next = set.impressions(order.peek());
      if (into.count > 0 && impressions + next > batchSize) {
        break;
      }
      if (into.count == into.requests.length) {
        into.requests = Arrays.copyOf(into.requests, 2 * into.count);
      }
      into.requests[into.count++] = order.next();
      impressions += next;
    }
    if (into.count > 0) {
      set.read(into.requests, 0, into.count, into.batch);
      for (int r = 0; r < into.count; r++) {
        into.batch.identify(r, into.requests[r]);
      }
    }
  }
}
