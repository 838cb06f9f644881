package io.esmm.towers.widedeep;

import io.esmm.batch.Batch;
import io.esmm.batch.CrossColumns;
import io.esmm.field.BagField;
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
import io.esmm.field.Pooling;
import io.esmm.field.ReadField;
import io.esmm.field.Vocabulary;
import io.esmm.train.InMemorySet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Users who click on some items, each on others: only the combination tells. */
final class CrossRows {
  static final int USERS = 8;
  static final int ITEMS = 8;
  static final List<FieldConfig> FIELDS =
      CrossRules.settle(
          List.of(
              new CategoricalField("user", Level.REQUEST, null, null, null),
              new CategoricalField("item", Level.IMPRESSION, null, null, null),
              new BagField("tags", Level.IMPRESSION, null, null, null, Pooling.WEIGHTED),
              new CrossField("user_x_item", List.of("user", "item"), null, 1, null, null, null),
              new CrossField("user_x_tags", List.of("user", "tags"), null, null, 64, null, null)));

  private CrossRows() {}

  /** All combinations of known users and items are known: (user u, item i) has 2 + 8 u + i. */
  static FeatureSchema schema() {
    long[] all =
        IntStream.range(0, USERS * ITEMS)
            .mapToLong(c -> (2 + c / ITEMS) * (ITEMS + 2L) + 2 + c % ITEMS)
            .toArray();
    return FeatureSchema.of(
        FIELDS,
        CrossRows::learnt,
        (cross, _) ->
            cross.hash() == null ? new CrossVocabulary(all) : new CrossHash(cross.hash()));
  }

  private static EncodedField learnt(ReadField field) {
    return field instanceof BagField bag
        ? new EncodedField.Bag(bag, vocabulary("tags", 4))
        : new EncodedField.Categorical((CategoricalField) field, vocabulary(field.name(), USERS));
  }

  private static Vocabulary vocabulary(String name, int tokens) {
    return new Vocabulary(name, IntStream.range(0, tokens).mapToObj(i -> name + i).toList());
  }

  static InMemorySet set(int requests, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    InMemorySet set = new InMemorySet(schema(), List.of("click"));
    Batch batch = set.newBatch();
    for (int r = 0; r < requests; r++) {
      int user = random.nextInt(USERS);
      ((Column.Ids) batch.column(0)).add(2 + user);
      int impressions = 1 + random.nextInt(4);
      int first = batch.impressions();
      batch.addRequest(impressions);
      for (int i = first; i < first + impressions; i++) {
        int item = random.nextInt(ITEMS);
        ((Column.Ids) batch.column(1)).add(2 + item);
        Column.Bags tags = (Column.Bags) batch.column(2);
        for (int t = random.nextInt(3); t > 0; t--) {
          tags.add(1 + random.nextInt(5), (float) random.nextDouble(0.5, 2));
        }
        tags.endRow();
        boolean likes = Integer.bitCount(user & item) % 2 == 0;
        batch.labels(0)[i] = (byte) (random.nextDouble() < (likes ? 0.8 : 0.1) ? 1 : 0);
      }
    }
    new CrossColumns(set.schema()).fill(batch);
    set.add(batch);
    return set;
  }
}
