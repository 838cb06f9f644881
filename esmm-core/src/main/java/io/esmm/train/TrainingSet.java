package io.esmm.train;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import java.util.List;

/**
 * Encoded rows with labels, readable in any order by whole requests. Implementations are
 * thread-safe for reading.
 */
public interface TrainingSet {

  /** The fields of every row, with what was learnt for them. */
  FeatureSchema schema();

  /** The events that have a label here, in the order of {@link Batch#events()}. */
  List<String> events();

  /** The number of requests; they are numbered from 0. */
  int requests();

  /** The number of impressions of all requests. */
  long impressions();

  /** The number of impressions of a request, at least 1. */
  int impressions(int request);

  /**
   * What tells these rows from others of the same number, such as a checksum of their files: a
   * training goes on from a checkpoint only if it is the same. Empty if nothing more is known.
   */
  default String fingerprint() {
    return "";
  }

  /** A batch of this set's shape. */
  default Batch newBatch() {
    return new Batch(schema(), events());
  }

  /**
   * Clears the batch and fills it with requests[from], ..., requests[from + count - 1], in this
   * order.
   */
  void read(int[] requests, int from, int count, Batch batch);
}
