package io.esmm.benchmarks;

import io.esmm.batch.Batch;
import io.esmm.config.EsmmConfig;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.field.Vocabulary;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.train.InMemorySet;
import io.esmm.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rows of the shape of Ali-CCP: 27 fields, 18 of them at request level with 500 weighted ids in
 * four bags, requests of 58 impressions. Low ids are frequent, as in a vocabulary that is sorted by
 * count. Ids and labels are drawn at random, in memory.
 */
public final class AliCcpRows {
  private static final int IMPRESSIONS = 58;

  /** Tokens of the categorical fields of a request: a user, a profile, a context. */
  private static final int[] PROFILE = {20_000, 100, 13, 2, 7, 3, 3, 2, 4, 24, 7, 50, 300, 1_000};

  /** Tokens of the behavior bags: categories, shops, brands, intentions. */
  private static final int[] HISTORY = {5_000, 50_000, 20_000, 20_000};

  private static final int BEHAVIORS = 125;

  /** Tokens of the categorical fields of an impression: an item, and what it belongs to. */
  private static final int[] ITEM = {50_000, 5_000, 50_000, 20_000, 3};

  /** Tokens of an impression's bags. */
  private static final int[] CROSSES = {20_000, 5_000, 50_000, 20_000};

  private static final int CROSS_IDS = 3;

  private final SplittableRandom random = new SplittableRandom(1);
  private final List<EncodedField> fields = new ArrayList<>();

  private AliCcpRows() {
    add(PROFILE, Level.REQUEST, false);
    add(HISTORY, Level.REQUEST, true);
    add(ITEM, Level.IMPRESSION, false);
    add(CROSSES, Level.IMPRESSION, true);
  }

  private void add(int[] tokens, Level level, boolean bags) {
    for (int count : tokens) {
      String name = "f" + fields.size();
      Vocabulary vocabulary =
          new Vocabulary(name, IntStream.range(0, count).mapToObj(i -> "t" + i).toList());
      fields.add(
          bags
              ? new EncodedField.Bag(
                  new BagField(name, level, null, null, null, Pooling.WEIGHTED), vocabulary)
              : new EncodedField.Categorical(CategoricalField.of(name, level), vocabulary));
    }
  }

  /** About this many impressions, in whole requests; the same for every call. */
  public static Workload of(int impressions) {
    return new AliCcpRows().workload(impressions);
  }

  private Workload workload(int impressions) {
    List<FieldConfig> declared = fields.stream().map(EncodedField::config).toList();
    MlpConfig tower = new MlpConfig(null, null, null);
    EsmmConfig config =
        EsmmConfig.of(
                "ali-ccp",
                declared,
                new FunnelConfig(
                    "impression",
                    List.of(
                        new EventConfig("click", "impression", "clicked", tower),
                        new EventConfig("conversion", "click", "converted", tower))))
            .with(TrainingConfig.of(4096, 1000, 1));
    InMemorySet set = new InMemorySet(new FeatureSchema(fields), List.of("click", "conversion"));
    Batch batch = set.newBatch();
    for (int i = 0; i < impressions; i += IMPRESSIONS) {
      batch.clear();
      fill(batch);
      set.add(batch);
    }
    return new Workload("ali-ccp", config, set);
  }

  /** One request. */
  private void fill(Batch batch) {
    batch.addRequest(IMPRESSIONS);
    for (int f = 0; f < fields.size(); f++) {
      EncodedField.Tokens field = (EncodedField.Tokens) fields.get(f);
      int tokens = field.vocabulary().rows() - Vocabulary.FIRST_TOKEN;
      boolean ofRequest = field.level() == Level.REQUEST;
      for (int row = 0; row < (ofRequest ? 1 : IMPRESSIONS); row++) {
        switch (batch.column(f)) {
          case Column.Ids column -> column.add(id(tokens));
          case Column.Bags column -> {
            for (int j = 0; j < (ofRequest ? BEHAVIORS : CROSS_IDS); j++) {
              column.add(id(tokens), (float) (0.5 + random.nextDouble()));
            }
            column.endRow();
          }
          case Column.Numbers _ -> throw new IllegalStateException("there are no numbers");
        }
      }
    }
    for (int i = 0; i < IMPRESSIONS; i++) {
      int click = random.nextInt(10) == 0 ? 1 : 0;
      batch.labels(0)[i] = (byte) click;
      batch.labels(1)[i] = (byte) (random.nextInt(5) == 0 ? click : 0);
    }
  }

  private int id(int tokens) {
    double u = random.nextDouble();
    return Vocabulary.FIRST_TOKEN + (int) (tokens * u * u * u);
  }
}
