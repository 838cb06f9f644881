package io.esmm.benchmarks;

import io.esmm.batch.Batch;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.SequenceField;
import io.esmm.field.Vocabulary;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.InMemorySet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Requests of ten impressions with a history of 50 items, drawn at random, in memory: what a tower
 * that attends to histories costs beside one that pools them.
 */
final class HistoryRows {
  private static final int HISTORY = 50;
  private static final int IMPRESSIONS = 10;
  private static final int ITEMS = 20_000;
  private static final int USERS = 20_000;

  private HistoryRows() {}

  /**
   * The rows under a tower.
   *
   * @param name of the shape
   * @param tower of both events, as JSON
   */
  static Workload of(String name, String tower, int impressions) {
    Vocabulary items = vocabulary("item", ITEMS);
    FeatureSchema schema =
        new FeatureSchema(
            List.of(
                new EncodedField.Categorical(
                    new CategoricalField("user", Level.REQUEST, null, null, null),
                    vocabulary("user", USERS)),
                new EncodedField.Sequence(
                    new SequenceField("history", Level.REQUEST, null, "item", null, null, null),
                    items),
                new EncodedField.Categorical(
                    new CategoricalField("item", Level.IMPRESSION, null, null, null), items)));
    InMemorySet set = new InMemorySet(schema, List.of("click", "conversion"));
    SplittableRandom random = new SplittableRandom(1);
    for (int from = 0; from < impressions; from += 4000) {
      set.add(batch(set, Math.min(4000, impressions - from) / IMPRESSIONS, random));
    }
    return new Workload(name, config(tower), set);
  }

  private static Vocabulary vocabulary(String name, int tokens) {
    return new Vocabulary(name, IntStream.range(0, tokens).mapToObj(i -> "t" + i).toList());
  }

  private static Batch batch(InMemorySet set, int requests, SplittableRandom random) {
    Batch batch = set.newBatch();
    for (int r = 0; r < requests; r++) {
      ((Column.Ids) batch.column(0)).add(Vocabulary.FIRST_TOKEN + random.nextInt(USERS));
      Column.Bags histories = (Column.Bags) batch.column(1);
      for (int j = 0; j < HISTORY; j++) {
        histories.add(Vocabulary.FIRST_TOKEN + random.nextInt(ITEMS), 1);
      }
      histories.endRow();
      int first = batch.impressions();
      batch.addRequest(IMPRESSIONS);
      for (int i = first; i < first + IMPRESSIONS; i++) {
        ((Column.Ids) batch.column(2)).add(Vocabulary.FIRST_TOKEN + random.nextInt(ITEMS));
        int click = random.nextInt(10) == 0 ? 1 : 0;
        batch.labels(0)[i] = (byte) click;
        batch.labels(1)[i] = (byte) (random.nextInt(5) == 0 ? click : 0);
      }
    }
    return batch;
  }

  private static EsmmConfig config(String tower) {
    return new ConfigReader(TowerRegistry.load())
        .read(
            """
            {"name": "history",
             "fields": [
               {"name": "user", "level": "request", "kind": "categorical"},
               {"name": "history", "level": "request", "kind": "sequence",
                "sharesVocabularyWith": "item"},
               {"name": "item", "level": "impression", "kind": "categorical"}],
             "funnel": {"space": "impression", "events": [
               {"name": "click", "after": "impression", "label": "y", "tower": %s},
               {"name": "conversion", "after": "click", "label": "z", "tower": %s}]},
             "training": {"batchSize": 4096, "epochs": 1000}}
            """
                .formatted(tower, tower),
            "history");
  }
}
