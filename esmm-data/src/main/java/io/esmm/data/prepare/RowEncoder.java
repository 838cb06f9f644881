package io.esmm.data.prepare;

import io.esmm.batch.Batch;
import io.esmm.data.raw.RawRow;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldEncoder;
import io.esmm.field.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final Batch batch;
  private final @Nullable Level groupLevel;
  private final FieldCounts counts;
  private final List<String> keys = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private final byte[][] labels;
  private long request = -1;
  private int open;
  private int rows;

  /**
   * @param events whose labels the batch carries; empty for scoring
   * @param groupLevel where the group column lives, null without one
   */
  RowEncoder(FeatureSchema schema, List<String> events, @Nullable Level groupLevel) {
    this.batch = new Batch(schema, events);
    this.groupLevel = groupLevel;
    this.counts = new FieldCounts(schema);
    this.labels = new byte[events.size()][1024];
    this.requestPlaces = places(schema, Level.REQUEST);
    this.impressionPlaces = places(schema, Level.IMPRESSION);
    this.requestFields = encoders(schema, requestPlaces);
    this.impressionFields = encoders(schema, impressionPlaces);
  }

  private static int[] places(FeatureSchema schema, Level level) {
    List<EncodedField> fields = schema.fields();
    int[] places = new int[fields.size()];
    int count = 0;
    for (int f = 0; f < places.length; f++) {
      if (fields.get(f).level() == level) {
        places[count++] = f;
      }
    }
    return Arrays.copyOf(places, count);
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
      encoders[i].encode(row.value(field), column);
      counts.count(field, row.value(field), column);
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
    keys.clear();
    groups.clear();
    rows = 0;
    open = 0;
    request = -1;
  }
}
