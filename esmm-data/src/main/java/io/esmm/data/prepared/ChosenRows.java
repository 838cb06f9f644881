package io.esmm.data.prepared;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import io.esmm.train.TrainingSet;
import java.util.Arrays;
import java.util.List;

/**
 * Some impressions of a prepared set, each any number of times: the clicked ones, a sample of the
 * others, positives copied. Requests without a chosen impression are left out; the order is that of
 * the set, copies stand beside each other. Nothing is copied but the numbers of the rows, four
 * bytes each.
 *
 * <p>A view: valid until the set is closed. Immutable; thread-safe for reading.
 */
public final class ChosenRows implements TrainingSet {
  private final PreparedSet set;

  /** The number, in the set, of each request. */
  private final int[] requestOf;

  /** Where the rows of each request begin. */
  private final int[] firstRow;

  /** The place of each row within its request of the set. */
  private final int[] rowOf;

  private ChosenRows(PreparedSet set, int[] requestOf, int[] firstRow, int[] rowOf) {
    this.set = set;
    this.requestOf = requestOf;
    this.firstRow = firstRow;
    this.rowOf = rowOf;
  }

  /** Says how often an impression is taken. */
  @FunctionalInterface
  public interface Copies {
    /**
     * How many copies of an impression the chosen rows have.
     *
     * @param row the place of the impression among all of the set
     * @return 0 to leave it out
     */
    int of(long row);
  }

  /**
   * Asks for every impression, in order, how often it is taken.
   *
   * @throws IllegalArgumentException if a number of copies is negative
   * @throws ArithmeticException if more than 2^31 - 9 rows are chosen
   */
  public static ChosenRows of(PreparedSet set, Copies copies) {
    int[] requestOf = new int[1024];
    int[] firstRow = new int[1025];
    int[] rowOf = new int[4096];
    int requests = 0;
    int rows = 0;
    for (int r = 0; r < set.requests(); r++) {
      long first = set.firstImpression(r);
      int impressions = set.impressions(r);
      int before = rows;
      for (int i = 0; i < impressions; i++) {
        int times = copies.of(first + i);
        if (times < 0) {
          throw new IllegalArgumentException(times + " copies of row " + (first + i));
        }
        int end = Math.addExact(rows, times);
        if (end > rowOf.length) {
          rowOf = Arrays.copyOf(rowOf, grown(end));
        }
        Arrays.fill(rowOf, rows, end, i);
        rows = end;
      }
      if (rows > before) {
        if (requests == requestOf.length) {
          requestOf = Arrays.copyOf(requestOf, grown(requests + 1));
          firstRow = Arrays.copyOf(firstRow, requestOf.length + 1);
        }
        requestOf[requests++] = r;
        firstRow[requests] = rows;
      }
    }
    return new ChosenRows(
        set,
        Arrays.copyOf(requestOf, requests),
        Arrays.copyOf(firstRow, requests + 1),
        Arrays.copyOf(rowOf, rows));
  }

  private static int grown(int needed) {
    return (int) Math.min(2L * needed, Integer.MAX_VALUE - 8);
  }

  @Override
  public FeatureSchema schema() {
    return set.schema();
  }

  @Override
  public List<String> events() {
    return set.events();
  }

  @Override
  public int requests() {
    return requestOf.length;
  }

  @Override
  public long impressions() {
    return rowOf.length;
  }

  @Override
  public int impressions(int request) {
    return firstRow[request + 1] - firstRow[request];
  }

  /** The checksums of the set's files, and one of which rows were chosen. */
  @Override
  public String fingerprint() {
    return set.fingerprint() + Arrays.hashCode(requestOf) + ":" + Arrays.hashCode(rowOf);
  }

  @Override
  public Batch newBatch() {
    return set.newBatch();
  }

  @Override
  public void read(int[] requests, int from, int count, Batch batch) {
    batch.clear();
    int rows = 0;
    for (int i = from; i < from + count; i++) {
      rows += impressions(requests[i]);
    }
    RowRuns requestRows = new RowRuns(count);
    RowRuns impressionRows = new RowRuns(rows);
    for (int i = from; i < from + count; i++) {
      int request = requests[i];
      long first = set.firstImpression(requestOf[request]);
      requestRows.add(requestOf[request], 1);
      for (int row = firstRow[request]; row < firstRow[request + 1]; row++) {
        impressionRows.add(first + rowOf[row], 1);
      }
      batch.addRequest(impressions(request));
    }
    set.read(requestRows, impressionRows, batch);
  }
}
