package io.esmm.data.prepared;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.train.TrainingSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A prepared data set, mapped into memory: the operating system reads what is touched, the heap
 * holds only the schema. Reading is thread-safe; {@link #close} must not race with it.
 */
public final class PreparedSet implements TrainingSet, AutoCloseable {

  private PreparedSet() {}

  /**
   * Maps the set at this folder. Sizes of all files are verified; checksums too if the set is
   * smaller than {@value #VERIFIED_BYTES} bytes, else call {@link #verify}.
   *
   * @throws io.esmm.problem.ProblemException if the folder holds no prepared set, a file is
   *     missing, truncated or altered, or the format is newer than this version reads
   */
  public static PreparedSet open(Path folder) {
    throw new UnsupportedOperationException();
  }

  /** Sets up to this size have their checksums verified whenever they are opened. */
  public static final long VERIFIED_BYTES = 256L << 20;

  /** Whether the folder looks like a prepared set, complete or not. */
  public static boolean isPrepared(Path folder) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads all files once and compares checksums and contents: ids inside their vocabularies,
   * offsets ascending.
   */
  public void verify() {
    throw new UnsupportedOperationException();
  }

  /**
   * The same rows seen through these fields, which may differ from those the set was made with in
   * what the rows do not depend on: order, embedding dimension, sum or mean pooling.
   *
   * @throws io.esmm.problem.ProblemException if the fields or the events with their labels are not
   *     those of the set, naming each difference; the remedy is to prepare again
   */
  public PreparedSet require(List<FieldConfig> fields, List<EventLabel> events) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes sure the rows were encoded with this schema, as a model's evaluation needs.
   *
   * @throws io.esmm.problem.ProblemException naming the first field that was learnt differently
   */
  public void requireSchema(FeatureSchema schema) {
    throw new UnsupportedOperationException();
  }

  public PreparedLayout layout() {
    throw new UnsupportedOperationException();
  }

  /** What {@link PreparedWriter#finish} was given. */
  public Map<String, Object> provenance() {
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

  /**
   * The place of a request's first impression among all impressions; request R gives their number.
   */
  public long firstImpression(int request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void read(int[] requests, int from, int count, Batch batch) {
    throw new UnsupportedOperationException();
  }

  /** How many of the impressions had the event (by its place in {@link #events()}). */
  public long positives(int event) {
    throw new UnsupportedOperationException();
  }

  /**
   * The keys of impressions [from, from + keys.length).
   *
   * @throws IllegalStateException if the layout has no key
   */
  public void readKeys(long from, String[] keys) {
    throw new UnsupportedOperationException();
  }

  /**
   * The group ids of impressions [from, from + groups.length), whatever the group's level.
   *
   * @param group the group column's place in the layout
   */
  public void readGroups(int group, long from, int[] groups) {
    throw new UnsupportedOperationException();
  }

  /** The number of distinct values of a group column; ids are below it. */
  public int groupValues(int group) {
    throw new UnsupportedOperationException();
  }

  /** The raw value of a group id. */
  public String groupValue(int group, int id) {
    throw new UnsupportedOperationException();
  }

  /** Unmaps the set; reading afterwards throws {@link IllegalStateException}. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
