package io.esmm.batch;

import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Pooling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some whole requests and all their impressions, encoded. Impressions of one request stand
 * together, in the order of the requests.
 *
 * <p>Filling: {@link #clear}, then for each request its request-level columns and {@link
 * #addRequest}, its impression-level columns and labels in any order; {@link CrossColumns#fill}
 * then computes the crosses. {@link #check} verifies that all columns have the rows they must have.
 * Not thread-safe while it is filled.
 */
public final class Batch {
  /** The label of an event of which nobody knows yet whether it happened. */
  public static final byte UNKNOWN = -1;

  private final FeatureSchema schema;
  private final List<String> events;
  private final List<String> marks;
  private final List<String> numbers;
  private final List<Column> columns = new ArrayList<>();
  private final byte[][] labels;
  private final byte[][] marked;
  private final float[][] number;
  private int[] firstImpression = new int[17];
  private int[] requestOf = new int[64];
  private long[] identities = new long[16];
  private int requests;

  /**
   * An empty batch without marks and numbers.
   *
   * @param schema the fields; columns stand in its order
   * @param events the events whose labels the batch carries, in the order of the funnel; empty for
   *     scoring
   */
  public Batch(FeatureSchema schema, List<String> events) {
    this(schema, events, List.of());
  }

  /**
   * A batch whose rows are marked.
   *
   * @param marks the conditions of which each row tells whether it meets them
   */
  public Batch(FeatureSchema schema, List<String> events, List<String> marks) {
    this(schema, events, marks, List.of());
  }

  /**
   * A batch whose rows are marked and carry numbers that are no fields, such as weights.
   *
   * @param marks the conditions of which each row tells whether it meets them
   * @param numbers what the numbers are called: the raw columns that they were read from
   */
  public Batch(
      FeatureSchema schema, List<String> events, List<String> marks, List<String> numbers) {
    this.schema = schema;
    this.events = List.copyOf(events);
    this.marks = List.copyOf(marks);
    this.labels = new byte[events.size()][64];
    this.marked = new byte[marks.size()][64];
    this.numbers = List.copyOf(numbers);
    this.number = new float[numbers.size()][64];
    for (EncodedField field : schema.fields()) {
      columns.add(
          switch (field) {
            case EncodedField.Categorical f -> new Column.Ids();
            case EncodedField.Bucketized f -> new Column.Ids();
            case EncodedField.Number f -> new Column.Numbers();
            case EncodedField.Bag f -> new Column.Bags(f.config().pooling() == Pooling.WEIGHTED);
            case EncodedField.Sequence f -> new Column.Bags(false);
            case EncodedField.Cross f when f.isBag() ->
                new Column.Bags(f.config().pooling() == Pooling.WEIGHTED);
            case EncodedField.Cross f -> new Column.Ids();
          });
    }
  }

  /** The fields; the columns stand in their order. */
  public FeatureSchema schema() {
    return schema;
  }

  /** The events whose labels the batch carries, in the order of the funnel; empty for scoring. */
  public List<String> events() {
    return events;
  }

  /** The conditions of which each row tells whether it meets them. */
  public List<String> marks() {
    return marks;
  }

  /** What the numbers are called that each row carries beside its fields. */
  public List<String> numbers() {
    return numbers;
  }

  /** Forgets all rows and keeps the memory. */
  public void clear() {
    requests = 0;
    columns.forEach(Column::clear);
  }

  /**
   * Adds a request with this many impressions.
   *
   * @throws IllegalArgumentException if there is not at least one
   */
  public void addRequest(int impressions) {
    if (impressions < 1) {
      throw new IllegalArgumentException(
          "a request needs at least one impression, got " + impressions);
    }
    if (requests + 2 > firstImpression.length) {
      firstImpression = Arrays.copyOf(firstImpression, 2 * firstImpression.length);
      identities = Arrays.copyOf(identities, firstImpression.length);
    }
    identities[requests] = requests;
    int from = firstImpression[requests];
    int to = from + impressions;
    if (to > requestOf.length) {
      requestOf = Arrays.copyOf(requestOf, Math.max(to, 2 * requestOf.length));
      for (int e = 0; e < labels.length; e++) {
        labels[e] = Arrays.copyOf(labels[e], requestOf.length);
      }
      for (int m = 0; m < marked.length; m++) {
        marked[m] = Arrays.copyOf(marked[m], requestOf.length);
      }
      for (int k = 0; k < number.length; k++) {
        number[k] = Arrays.copyOf(number[k], requestOf.length);
      }
    }
    Arrays.fill(requestOf, from, to, requests);
    requests++;
    firstImpression[requests] = to;
  }

  /** R, the number of requests. */
  public int requests() {
    return requests;
  }

  /** n, the number of impressions. */
  public int impressions() {
    return firstImpression[requests];
  }

  /** The impressions of request r are [firstImpression[r], firstImpression[r+1]). */
  public int[] firstImpression() {
    return firstImpression;
  }

  /** The request of each impression, by its place in the batch. */
  public int[] requestOf() {
    return requestOf;
  }

  /**
   * Says which request this is among all of its set, whatever batch it stands in. Before that it is
   * its place in the batch.
   */
  public void identify(int request, long identity) {
    identities[request] = identity;
  }

  /**
   * A number of 64 bits that an impression keeps in every batch, from the identity of its request
   * and its place there: what a choice among rows may depend on.
   */
  public long identityOf(int impression) {
    int request = requestOf[impression];
    return identities[request] << 24 ^ impression - firstImpression[request];
  }

  /** The column of the field at this place of the schema. */
  public Column column(int field) {
    return columns.get(field);
  }

  /**
   * 1 where the event (by its place in {@link #events()}) happened on the impression, 0 where it
   * did not, {@link #UNKNOWN} where that is not known yet.
   */
  public byte[] labels(int event) {
    return labels[event];
  }

  /** 1 where the impression meets the condition (by its place in {@link #marks()}), else 0. */
  public byte[] marked(int mark) {
    return marked[mark];
  }

  /**
   * The number (by its place in {@link #numbers()}) of each impression; 0 where nobody needs it and
   * there is none.
   */
  public float[] number(int place) {
    return number[place];
  }

  /**
   * Verifies that every column has a row for each request or impression.
   *
   * @throws IllegalStateException naming a field that has not
   */
  public void check() {
    for (int f = 0; f < columns.size(); f++) {
      EncodedField field = schema.fields().get(f);
      int expected =
          switch (field.level()) {
            case REQUEST -> requests();
            case IMPRESSION -> impressions();
          };
      if (columns.get(f).rows() != expected) {
        throw new IllegalStateException(
            "field ["
                + field.name()
                + "] has "
                + columns.get(f).rows()
                + " rows, expected "
                + expected);
      }
    }
  }
}
