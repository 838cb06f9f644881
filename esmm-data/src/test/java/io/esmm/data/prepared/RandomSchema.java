package io.esmm.data.prepared;

import io.esmm.batch.Batch;
import io.esmm.field.BagField;
import io.esmm.field.Buckets;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.CrossField;
import io.esmm.field.CrossHash;
import io.esmm.field.CrossRules;
import io.esmm.field.CrossVocabulary;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.NumberScale;
import io.esmm.field.NumericField;
import io.esmm.field.Pooling;
import io.esmm.field.SequenceField;
import io.esmm.field.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random fields of all kinds at both levels, random rows for them, and rows as text to compare. */
final class RandomSchema {
  private RandomSchema() {}

  static FeatureSchema schema(SplittableRandom random) {
    List<EncodedField> fields = new ArrayList<>();
    for (int count = random.nextInt(8); count >= 0; count--) {
      fields.add(field("f" + fields.size(), random));
    }
    List<EncodedField.Embedded> parts =
        fields.stream()
            .filter(EncodedField.Embedded.class::isInstance)
            .map(EncodedField.Embedded.class::cast)
            .limit(3)
            .toList();
    if (parts.size() > 1) {
      fields.add(random.nextInt(fields.size()), cross(parts, random.nextBoolean()));
    }
    return new FeatureSchema(fields);
  }

  private static EncodedField cross(List<EncodedField.Embedded> parts, boolean hashed) {
    List<FieldConfig> configs = new ArrayList<>();
    parts.forEach(part -> configs.add(part.config()));
    List<String> names = configs.stream().map(FieldConfig::name).toList();
    Integer one = 1;
    configs.add(
        new CrossField("cross", names, null, hashed ? null : one, hashed ? 9 : null, null, null));
    boolean known = parts.stream().allMatch(part -> part.tableRows() > 2);
    return new EncodedField.Cross(
        (CrossField) CrossRules.settle(configs).getLast(),
        parts,
        hashed
            ? new CrossHash(9)
            : new CrossVocabulary(known ? new long[] {firstOf(parts)} : new long[0]));
  }

  /** The number of the combination of each part's id 2. */
  private static long firstOf(List<EncodedField.Embedded> parts) {
    long number = 0;
    for (EncodedField.Embedded part : parts) {
      number = number * part.tableRows() + 2;
    }
    return number;
  }

  private static EncodedField field(String name, SplittableRandom random) {
    Level level = random.nextBoolean() ? Level.REQUEST : Level.IMPRESSION;
    Vocabulary vocabulary =
        new Vocabulary(
            name, IntStream.range(0, random.nextInt(20)).mapToObj(i -> "token" + i).toList());
    return switch (random.nextInt(6)) {
      case 0 ->
          new EncodedField.Categorical(
              new CategoricalField(name, level, null, null, null), vocabulary);
      case 1 ->
          new EncodedField.Bag(
              new BagField(name, level, null, null, null, Pooling.WEIGHTED), vocabulary);
      case 2 ->
          new EncodedField.Bag(
              new BagField(name, level, null, null, null, Pooling.SUM), vocabulary);
      case 3 ->
          new EncodedField.Sequence(
              new SequenceField(name, level, null, null, null, null, null), vocabulary);
      case 4 ->
          new EncodedField.Bucketized(
              new NumericField(name, level, null, null, 3, null), new Buckets(List.of(0.5, 2.0)));
      default ->
          new EncodedField.Number(
              new NumericField(name, level, null, null, null, null), new NumberScale(false, 1, 3));
    };
  }

  /** Appends a request of up to this many impressions. */
  static void addRequest(Batch batch, int mostImpressions, SplittableRandom random) {
    int impressions = 1 + random.nextInt(mostImpressions);
    int first = batch.impressions();
    batch.addRequest(impressions);
    List<EncodedField> fields = batch.schema().fields();
    for (int f = 0; f < fields.size(); f++) {
      int rows = fields.get(f).level() == Level.REQUEST ? 1 : impressions;
      for (int row = 0; row < rows; row++) {
        addRow(fields.get(f), batch.column(f), random);
      }
    }
    for (int e = 0; e < batch.events().size(); e++) {
      for (int i = first; i < first + impressions; i++) {
        batch.labels(e)[i] = (byte) random.nextInt(2);
      }
    }
  }

  private static void addRow(EncodedField field, Column column, SplittableRandom random) {
    int tableRows = field instanceof EncodedField.Embedded f ? f.tableRows() : 0;
    switch (column) {
      case Column.Ids c -> c.add(random.nextInt(tableRows));
      case Column.Numbers c -> c.add((float) random.nextDouble(-5, 5));
      case Column.Bags c -> {
        for (int size = Math.max(0, random.nextInt(12) - 3); size > 0; size--) {
          c.add(random.nextInt(tableRows), (float) random.nextDouble());
        }
        c.endRow();
      }
    }
  }

  /** Every request of a batch as a text of its own. */
  static List<String> requests(Batch batch) {
    batch.check();
    List<String> requests = new ArrayList<>();
    for (int r = 0; r < batch.requests(); r++) {
      StringBuilder text = new StringBuilder();
      int first = batch.firstImpression()[r];
      int end = batch.firstImpression()[r + 1];
      for (int f = 0; f < batch.schema().fields().size(); f++) {
        EncodedField field = batch.schema().fields().get(f);
        boolean perRequest = field.level() == Level.REQUEST;
        text.append(field.name()).append('=');
        for (int row = perRequest ? r : first; row < (perRequest ? r + 1 : end); row++) {
          text.append(row(batch.column(f), row)).append(' ');
        }
        text.append(';');
      }
      for (int e = 0; e < batch.events().size(); e++) {
        text.append(Arrays.toString(Arrays.copyOfRange(batch.labels(e), first, end)));
      }
      requests.add(text.toString());
    }
    return requests;
  }

  static String row(Column column, int row) {
    return switch (column) {
      case Column.Ids c -> "" + c.ids()[row];
      case Column.Numbers c -> "" + c.values()[row];
      case Column.Bags c -> {
        int from = c.offsets()[row];
        int to = c.offsets()[row + 1];
        String ids = Arrays.toString(Arrays.copyOfRange(c.ids(), from, to));
        yield c.weighted()
            ? ids + "x" + Arrays.toString(Arrays.copyOfRange(c.weights(), from, to))
            : ids;
      }
    };
  }
}
