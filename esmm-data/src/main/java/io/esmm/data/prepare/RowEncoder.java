package io.esmm.data.prepare;

import io.esmm.batch.Batch;
import io.esmm.batch.CrossColumns;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawRow;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldEncoder;
import io.esmm.field.Level;
import io.esmm.field.RawValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Encodes raw rows into a batch of whole requests, with keys, group values and whatever was counted
 * on the way. A request's fields are encoded when its first row comes. Not thread-safe.
 */
final class RowEncoder {
  private final FieldEncoder[] requestFields;
  private final FieldEncoder[] impressionFields;
  private final int[] requestPlaces;
  private final int[] impressionPlaces;
  private final int[] rawPlaces;
  private final @Nullable CrossColumns crosses;
  private final Batch batch;
  private final @Nullable Level groupLevel;
  private final FieldCounts counts;
  private final List<String> keys = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private final byte[][] labels;
  private final RowMarks.@Nullable Reader marks;
  private final byte[][] marked;
  private final RowNumbers.@Nullable Reader numbers;
  private final float[][] number;
  private long request = -1;
  private int open;
  private int rows;

  /**
   * @param events whose labels the batch carries; empty for scoring
   * @param groupLevel where the group column lives, null without one
   */
  RowEncoder(FeatureSchema schema, List<String> events, @Nullable Level groupLevel) {
    this(
        schema, events, groupLevel, field -> true, new CrossColumns(schema), List.of(), null, null);
  }

  /** The same for rows with marks of these names, and with numbers. */
  RowEncoder(
      FeatureSchema schema,
      List<String> events,
      @Nullable Level groupLevel,
      List<String> markNames,
      RowMarks.Reader marks,
      RowNumbers.Reader numbers) {
    this(
        schema,
        events,
        groupLevel,
        field -> true,
        new CrossColumns(schema),
        markNames,
        marks,
        numbers);
  }

  /** Encodes the parts of crosses and nothing else; the batch has no other columns' rows. */
  static RowEncoder ofParts(FeatureSchema schema) {
    Set<String> parts = new HashSet<>();
    schema.crosses().forEach(cross -> parts.addAll(cross.config().of()));
    return of(schema, parts);
  }

  /** Encodes some fields and nothing else; the batch has no other columns' rows. */
  static RowEncoder of(FeatureSchema schema, Set<String> fields) {
    return new RowEncoder(
        schema,
        List.of(),
        null,
        field -> fields.contains(field.name()),
        null,
        List.of(),
        null,
        null);
  }

  private RowEncoder(
      FeatureSchema schema,
      List<String> events,
      @Nullable Level groupLevel,
      Predicate<EncodedField> wanted,
      @Nullable CrossColumns crosses,
      List<String> markNames,
      RowMarks.@Nullable Reader marks,
      RowNumbers.@Nullable Reader numbers) {
    List<String> columns = numbers == null ? List.of() : numbers.names();
    this.numbers = numbers;
    this.number = new float[columns.size()][1024];
    this.crosses = crosses;
    this.marks = marks;
    this.marked = new byte[markNames.size()][1024];
    this.batch = new Batch(schema, events, markNames, columns);
    this.groupLevel = groupLevel;
    this.counts = new FieldCounts(schema);
    this.labels = new byte[events.size()][1024];
    this.rawPlaces = RawLayout.places(schema.fields().stream().map(EncodedField::config).toList());
    this.requestPlaces = places(schema, Level.REQUEST, wanted);
    this.impressionPlaces = places(schema, Level.IMPRESSION, wanted);
    this.requestFields = encoders(schema, requestPlaces);
    this.impressionFields = encoders(schema, impressionPlaces);
  }

  private int[] places(FeatureSchema schema, Level level, Predicate<EncodedField> wanted) {
    List<EncodedField> fields = schema.fields();
    return IntStream.range(0, fields.size())
        .filter(f -> rawPlaces[f] >= 0 && fields.get(f).level() == level)
        .filter(f -> wanted.test(fields.get(f)))
        .toArray();
  }

  private static FieldEncoder[] encoders(FeatureSchema schema, int[] places) {
    return Arrays.stream(places)
        .mapToObj(f -> new FieldEncoder(schema.fields().get(f)))
        .toArray(FieldEncoder[]::new);
  }

  /** Whether the row belongs to the request that is open. */
  boolean continues(RawRow row) {
    return open > 0 && row.request() == request;
  }

  /** Adds an admitted row. */
  void add(RawRow row) {
    if (!continues(row)) {
      endRequest();
      request = row.request();
      encode(requestFields, requestPlaces, row);
      if (groupLevel == Level.REQUEST) {
        groups.add(text(row.group()));
      }
    }
    encode(impressionFields, impressionPlaces, row);
    if (groupLevel == Level.IMPRESSION) {
      groups.add(text(row.group()));
    }
    keys.add(text(row.key()));
    for (int e = 0; e < labels.length; e++) {
      if (rows == labels[e].length) {
        labels[e] = Arrays.copyOf(labels[e], 2 * rows);
      }
      labels[e][rows] = row.label(e);
    }
    for (int m = 0; marks != null && m < marked.length; m++) {
      if (rows == marked[m].length) {
        marked[m] = Arrays.copyOf(marked[m], 2 * rows);
      }
      marked[m][rows] = (byte) (marks.meets(m, row) ? 1 : 0);
    }
    for (int k = 0; numbers != null && k < number.length; k++) {
      if (rows == number[k].length) {
        number[k] = Arrays.copyOf(number[k], 2 * rows);
      }
      number[k][rows] = numbers.value(k, row);
    }
    rows++;
    open++;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private void encode(FieldEncoder[] encoders, int[] places, RawRow row) {
    for (int i = 0; i < encoders.length; i++) {
      int field = places[i];
      Column column = batch.column(field);
      RawValue value = row.value(rawPlaces[field]);
      encoders[i].encode(value, column);
      counts.count(field, value, column);
    }
  }

  /** Closes the open request: the next row begins another. */
  void endRequest() {
    if (open > 0) {
      batch.addRequest(open);
      open = 0;
    }
  }

  /** Impressions added, those of the open request included. */
  int rows() {
    return rows;
  }

  /** The whole requests added so far, with their labels; the open one is closed. */
  Batch batch() {
    endRequest();
    for (int e = 0; e < labels.length; e++) {
      System.arraycopy(labels[e], 0, batch.labels(e), 0, rows);
    }
    for (int m = 0; m < marked.length; m++) {
      System.arraycopy(marked[m], 0, batch.marked(m), 0, rows);
    }
    for (int k = 0; k < number.length; k++) {
      System.arraycopy(number[k], 0, batch.number(k), 0, rows);
    }
    if (crosses != null) {
      crosses.fill(batch);
      counts.countCrosses(batch);
    }
    return batch;
  }

  /** The key of each impression, empty where there is none. */
  List<String> keys() {
    return keys;
  }

  /** The group of each request or impression, as its level says. */
  List<String> groups() {
    return groups;
  }

  /** What was counted since the encoder was made. */
  FieldCounts counts() {
    return counts;
  }

  /** Forgets the rows, not the counts. */
  void clear() {
    batch.clear();
    counts.clearRows();
    keys.clear();
    groups.clear();
    rows = 0;
    open = 0;
    request = -1;
  }
}
