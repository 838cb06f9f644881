package io.esmm.towers.mlp;

import io.esmm.batch.Batch;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.NumberScale;
import io.esmm.field.NumericField;
import io.esmm.field.Vocabulary;
import io.esmm.train.InMemorySet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Users who click on items of their own kind, and convert on cheap ones. */
final class TasteRows {
  static final List<FieldConfig> FIELDS =
      List.of(
          new CategoricalField("user", Level.REQUEST, null, null, null),
          new BagField("history", Level.REQUEST, null, "item", null, null),
          new CategoricalField("item", Level.IMPRESSION, null, null, null),
          new NumericField("price", Level.IMPRESSION, null, null, null, null));

  private TasteRows() {}

  static FeatureSchema schema() {
    Vocabulary users = vocabulary("user", 40);
    Vocabulary items = vocabulary("item", 30);
    return new FeatureSchema(
        List.of(
            new EncodedField.Categorical((CategoricalField) FIELDS.get(0), users),
            new EncodedField.Bag((BagField) FIELDS.get(1), items),
            new EncodedField.Categorical((CategoricalField) FIELDS.get(2), items),
            new EncodedField.Number((NumericField) FIELDS.get(3), new NumberScale(false, 0, 1))));
  }

  private static Vocabulary vocabulary(String name, int tokens) {
    return new Vocabulary(name, IntStream.range(0, tokens).mapToObj(i -> name + i).toList());
  }

  static InMemorySet set(int requests, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    InMemorySet set = new InMemorySet(schema(), List.of("click", "conversion"));
    Batch batch = set.newBatch();
    for (int r = 0; r < requests; r++) {
      int user = random.nextInt(40);
      ((Column.Ids) batch.column(0)).add(2 + user);
      Column.Bags history = (Column.Bags) batch.column(1);
      for (int j = random.nextInt(6); j > 0; j--) {
        history.add(2 + random.nextInt(30), 1);
      }
      history.endRow();
      int impressions = 1 + random.nextInt(5);
      int first = batch.impressions();
      batch.addRequest(impressions);
      for (int i = first; i < first + impressions; i++) {
        int item = random.nextInt(30);
        double price = random.nextGaussian();
        ((Column.Ids) batch.column(2)).add(2 + item);
        ((Column.Numbers) batch.column(3)).add((float) price);
        boolean click = random.nextDouble() < (user % 3 == item % 3 ? 0.7 : 0.1);
        boolean conversion = click && random.nextDouble() < (price < 0 ? 0.8 : 0.2);
        batch.labels(0)[i] = (byte) (click ? 1 : 0);
        batch.labels(1)[i] = (byte) (conversion ? 1 : 0);
      }
    }
    set.add(batch);
    return set;
  }
}
