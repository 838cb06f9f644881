package io.esmm.benchmarks;

import io.esmm.batch.Batch;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.Vocabulary;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.InMemorySet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows that share nothing: each impression is a request of its own with 23 categorical fields of
 * embedding width 18, so that a tower's first layer is 414 wide (the paper's structure). Ids and
 * labels are drawn at random, in memory.
 */
public final class FlatRows {
  private static final int FIELDS = 23;

  private FlatRows() {}

  /** This many impressions; the same for every call. */
  public static Workload of(int impressions) {
    List<EncodedField> fields = new ArrayList<>();
    for (int f = 0; f < FIELDS; f++) {
      String name = "f" + f;
      List<String> tokens = IntStream.range(0, tokens(f)).mapToObj(i -> "t" + i).toList();
      fields.add(
          new EncodedField.Categorical(
              new CategoricalField(name, Level.IMPRESSION, null, null, null),
              new Vocabulary(name, tokens)));
    }
    FeatureSchema schema = new FeatureSchema(fields);
    InMemorySet set = new InMemorySet(schema, List.of("click", "conversion"));
    SplittableRandom random = new SplittableRandom(1);
    for (int from = 0; from < impressions; from += 4096) {
      set.add(batch(set, Math.min(4096, impressions - from), random));
    }
    return new Workload("flat", config(schema), set);
  }

  /** A few large vocabularies, some middling and many small ones. */
  private static int tokens(int field) {
    return field == 0 ? 200_000 : field < 4 ? 20_000 : field < 10 ? 300 : 20;
  }

  private static Batch batch(InMemorySet set, int rows, SplittableRandom random) {
    Batch batch = set.newBatch();
    for (int i = 0; i < rows; i++) {
      for (int f = 0; f < FIELDS; f++) {
        ((Column.Ids) batch.column(f)).add(Vocabulary.FIRST_TOKEN + random.nextInt(tokens(f)));
      }
      batch.addRequest(1);
      int click = random.nextInt(10) == 0 ? 1 : 0;
      batch.labels(0)[i] = (byte) click;
      batch.labels(1)[i] = (byte) (random.nextInt(5) == 0 ? click : 0);
    }
    return batch;
  }

  private static EsmmConfig config(FeatureSchema schema) {
    String fields =
        schema.fields().stream()
            .map(field ->
                """
                {"name": "%s", "level": "impression", "kind": "categorical"}\
                """
                    .formatted(field.name()))
            .collect(Collectors.joining(", "));
    return new ConfigReader(TowerRegistry.load())
        .read(
            """
            {"name": "flat", "fields": [%s],
             "funnel": {"space": "impression", "events": [
               {"name": "click", "after": "impression", "label": "y", "tower": {"type": "mlp"}},
               {"name": "conversion", "after": "click", "label": "z", "tower": {"type": "mlp"}}]},
             "training": {"batchSize": 4096, "epochs": 1000}}
            """
                .formatted(fields),
            "flat");
  }
}
