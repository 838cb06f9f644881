package io.esmm.data.prepare;

import io.esmm.batch.Batch;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.RawValue;
import io.esmm.field.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts each field's values, the missing ones, and the tokens that the vocabulary does not know.
 */
final class FieldCounts {
  private final boolean[] hasVocabulary;
  private final List<Integer> crosses = new ArrayList<>();

  /** Rows of each cross in the present batch that have been counted. */
  private final int[] counted;

  private final long[] values;
  private final long[] missing;
  private final long[] tokens;
  private final long[] unknown;
  private final long[] beyond;

  FieldCounts(FeatureSchema schema) {
    int fields = schema.fields().size();
    hasVocabulary = new boolean[fields];
    for (int f = 0; f < fields; f++) {
      hasVocabulary[f] =
          switch (schema.fields().get(f)) {
            case EncodedField.Categorical field -> true;
            case EncodedField.Bag field -> true;
            case EncodedField.Sequence field -> true;
            case EncodedField.Bucketized field -> false;
            case EncodedField.Number field -> false;
            case EncodedField.Cross field -> {
              crosses.add(f);
              yield true;
            }
          };
    }
    counted = new int[crosses.size()];
    values = new long[fields];
    missing = new long[fields];
    tokens = new long[fields];
    unknown = new long[fields];
    beyond = new long[fields];
  }

  /**
   * Counts the value that was just encoded as the column's last row. A number that scaling took
   * beyond the range of a float becomes a missing one.
   */
  void count(int field, RawValue value, Column column) {
    values[field]++;
    if (!hasVocabulary[field]) {
      boolean isMissing = value.isNumber() ? Double.isNaN(value.number()) : value.size() == 0;
      missing[field] += isMissing ? 1 : 0;
      if (column instanceof Column.Numbers numbers) {
        float[] all = numbers.values();
        int last = numbers.rows() - 1;
        if (!Float.isFinite(all[last])) {
          all[last] = 0;
          beyond[field]++;
        }
      }
      return;
    }
    countIds(field, column, column.rows() - 1);
  }

  /** Counts what crosses have in the rows of a batch that were not counted yet. */
  void countCrosses(Batch batch) {
    for (int c = 0; c < counted.length; c++) {
      int field = crosses.get(c);
      Column column = batch.column(field);
      for (; counted[c] < column.rows(); counted[c]++) {
        values[field]++;
        countIds(field, column, counted[c]);
      }
    }
  }

  /** The batch begins anew; what was counted stays. */
  void clearRows() {
    Arrays.fill(counted, 0);
  }

  private void countIds(int field, Column column, int row) {
    switch (column) {
      case Column.Ids ids -> {
        int id = ids.ids()[row];
        missing[field] += id == Vocabulary.MISSING ? 1 : 0;
        tokens[field] += id == Vocabulary.MISSING ? 0 : 1;
        unknown[field] += id == Vocabulary.UNKNOWN ? 1 : 0;
      }
      case Column.Bags bags -> {
        int[] ids = bags.ids();
        int from = bags.offsets()[row];
        int to = bags.offsets()[row + 1];
        missing[field] += from == to ? 1 : 0;
        tokens[field] += to - from;
        for (int i = from; i < to; i++) {
          unknown[field] += ids[i] == Vocabulary.UNKNOWN ? 1 : 0;
        }
      }
      case Column.Numbers numbers -> throw new IllegalStateException("a number has no vocabulary");
    }
  }

  /** The share of the values that are missing; 0 without values. */
  double missingShare(int field) {
    return values[field] == 0 ? 0 : (double) missing[field] / values[field];
  }

  /** The share of the tokens that are not in the vocabulary; 0 without tokens. */
  double unknownShare(int field) {
    return tokens[field] == 0 ? 0 : (double) unknown[field] / tokens[field];
  }

  /** Numbers that scaling took beyond the range of a float. */
  long beyondRange(int field) {
    return beyond[field];
  }
}
