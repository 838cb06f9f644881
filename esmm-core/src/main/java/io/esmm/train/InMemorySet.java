package io.esmm.train;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import java.util.List;

/**
 * A training set on the heap, for those who encode rows in their own process. Add batches, then train;
 * thread-safe for reading once all batches are added.
 */
public final class InMemorySet implements TrainingSet {

  public InMemorySet(FeatureSchema schema, List<String> events) {
    throw new UnsupportedOperationException();
  }

  /** Copies the batch's rows to the end of the set; the batch may be reused. */
  public void add(Batch batch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FeatureSchema schema() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> events() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int requests() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long impressions() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int impressions(int request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void read(int[] requests, int from, int count, Batch batch) {
    throw new UnsupportedOperationException();
  }
}
