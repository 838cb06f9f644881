package io.esmm.graph;

import io.esmm.batch.Batch;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.NumberScale;
import io.esmm.field.NumericField;
import io.esmm.field.Pooling;
import io.esmm.field.SequenceField;
import io.esmm.field.Vocabulary;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A schema with every kind of field at both levels, and random rows for it. */
public final class RandomRows {
  private RandomRows() {}

  private static Vocabulary vocabulary(String name, int tokens) {
    return new Vocabulary(name, IntStream.range(0, tokens).mapToObj(i -> "t" + i).toList());
  }

  /** Eight fields; item, history and trail share a table. */
  public static FeatureSchema schema() {
    Vocabulary item = vocabulary("item", 9);
    return new FeatureSchema(
        List.of(
            new EncodedField.Categorical(
                new CategoricalField("user", Level.REQUEST, null, null, null),
                vocabulary("user", 5)),
            new EncodedField.Sequence(
                new SequenceField("history", Level.REQUEST, null, "item", null, null, null), item),
            new EncodedField.Number(
                new NumericField("age", Level.REQUEST, null, null, null, null),
                new NumberScale(false, 0, 1)),
            new EncodedField.Categorical(
                new CategoricalField("item", Level.IMPRESSION, null, null, null), item),
            new EncodedField.Bag(
                new BagField("tags", Level.IMPRESSION, null, null, null, Pooling.WEIGHTED),
                vocabulary("tags", 6)),
            new EncodedField.Bag(
                new BagField("words", Level.IMPRESSION, null, null, null, Pooling.SUM),
                vocabulary("words", 6)),
            new EncodedField.Number(
                new NumericField("price", Level.IMPRESSION, null, null, null, null),
                new NumberScale(false, 0, 1)),
            new EncodedField.Sequence(
                new SequenceField("trail", Level.IMPRESSION, null, "item", null, null, null),
                item)));
  }

  /** Random requests of one to four impressions; labels obey the order of the events. */
  public static Batch batch(FeatureSchema schema, List<String> events, int requests, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Batch batch = new Batch(schema, events);
    for (int r = 0; r < requests; r++) {
      int impressions = 1 + random.nextInt(4);
      for (int f = 0; f < schema.fields().size(); f++) {
        int rows = schema.fields().get(f).level() == Level.REQUEST ? 1 : impressions;
        for (int i = 0; i < rows; i++) {
          fill(schema.fields().get(f), batch.column(f), random);
        }
      }
      int first = batch.impressions();
      batch.addRequest(impressions);
      for (int i = first; i < first + impressions; i++) {
        byte label = 1;
        for (int e = 0; e < events.size(); e++) {
          label = random.nextInt(2) == 0 ? 0 : label;
          batch.labels(e)[i] = label;
        }
      }
    }
    batch.check();
    return batch;
  }

  private static void fill(EncodedField field, Column column, SplittableRandom random) {
    int rows = field instanceof EncodedField.Embedded embedded ? embedded.tableRows() : 0;
    switch (column) {
      case Column.Ids c -> c.add(random.nextInt(rows));
      case Column.Numbers c -> c.add((float) random.nextGaussian());
      case Column.Bags c -> {
        for (int j = random.nextInt(4); j > 0; j--) {
          c.add(random.nextInt(rows), (float) random.nextDouble(0.5, 2));
        }
        c.endRow();
      }
    }
  }
}
