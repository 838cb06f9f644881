package io.esmm.towers.mlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.batch.Batch;
import io.esmm.config.EsmmConfig;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import io.esmm.objective.Objective;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.tower.TowerRegistry;
import io.esmm.towers.ShippedTowers;
import io.esmm.train.InMemorySet;
import io.esmm.train.OptimizerConfig;
import io.esmm.train.Trainer;
import io.esmm.train.TrainingConfig;
import io.esmm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlpTrainingTest {
  private static final TowerRegistry REGISTRY = TowerRegistry.of(new ShippedTowers());

  private static EsmmConfig config(int epochs) {
    MlpConfig mlp = new MlpConfig(List.of(24, 12), null, null);
    return new EsmmConfig(
        "taste",
        null,
        TasteRows.FIELDS,
        new EmbeddingConfig(8, null, null),
        new FunnelConfig(
            "impression",
            List.of(
                new EventConfig("click", "impression", "is_click", mlp),
                new EventConfig("conversion", "click", "is_conversion", mlp))),
        null,
        new OptimizerConfig(null, 0.01, null, null, null),
        new TrainingConfig(256, epochs, 5L, null, null));
  }

  private static TrainingResult train(EsmmConfig config, InMemorySet set, int threads) {
    FunnelGraph graph = FunnelGraph.of(config.funnel(), config.embedding(), set.schema(), REGISTRY);
    Objective objective = Objective.of(config.objective().terms(config.funnel()), graph.funnel());
    return new Trainer(graph, objective, config.optimizer(), config.training())
        .withThreads(threads)
        .train(set);
  }

  private static EsmmModel model(EsmmConfig config, InMemorySet set, int threads) {
    return EsmmModel.of(config, set.schema(), REGISTRY, train(config, set, threads).weights());
  }

  @Test
  void lossFallsTowardsTheEntropyOfTheTruth() {
    InMemorySet set = TasteRows.set(3000, 1);
    List<Double> losses = train(config(6), set, 2).epochLosses();
    // Click: 1/3 of the rows at 0.7, 2/3 at 0.1. Conversion: half of the clicks at 0.8, half at
    // 0.2.
    double click = entropy(0.7) / 3 + entropy(0.1) * 2 / 3;
    double conversion =
        (entropy(0.7 * 0.8) + entropy(0.7 * 0.2)) / 6
            + (entropy(0.1 * 0.8) + entropy(0.1 * 0.2)) / 3;
    assertThat(losses.getLast())
        .isBetween((click + conversion) * 0.85, (click + conversion) * 1.12);
    assertThat(losses.getFirst()).isGreaterThan(losses.getLast());
  }

  private static double entropy(double p) {
    return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
  }

  @Test
  void sameSeedGivesTheSameWeightsFileWithOneTwoAndFourThreads(@TempDir Path folder)
      throws IOException {
    InMemorySet set = TasteRows.set(700, 2);
    byte[] one = weights(model(config(2), set, 1), folder.resolve("one"));
    assertThat(weights(model(config(2), set, 2), folder.resolve("two"))).isEqualTo(one);
    assertThat(weights(model(config(2), set, 4), folder.resolve("four"))).isEqualTo(one);
  }

  private static byte[] weights(EsmmModel model, Path folder) throws IOException {
    model.save(folder);
    return Files.readAllBytes(folder.resolve("weights.safetensors"));
  }

  @Test
  void loadedModelGivesTheSameBitsAsTheSavedOne(@TempDir Path folder) {
    InMemorySet set = TasteRows.set(300, 3);
    EsmmModel saved = model(config(1), set, 2);
    saved.save(folder.resolve("model"));
    EsmmModel loaded = EsmmModel.load(folder.resolve("model"));
    Batch batch = set.newBatch();
    set.read(IntStream.range(0, set.requests()).toArray(), 0, set.requests(), batch);
    Predictions a = saved.predict(batch);
    Predictions b = loaded.predict(batch);
    for (int i = 0; i < a.size(); i++) {
      assertThat(b.joint("conversion", i)).isEqualTo(a.joint("conversion", i));
      assertThat(b.conditional("click", i)).isEqualTo(a.conditional("click", i));
    }
  }

  @Test
  void candidateHasTheSameBitsAloneAndAmongOthers() {
    InMemorySet set = TasteRows.set(300, 4);
    EsmmModel model = model(config(1), set, 1);
    Request.Builder all =
        Request.builder().set("user", "user3").set("history", List.of("item1", "item9"));
    for (int i = 0; i < 30; i++) {
      all.candidate().set("item", "item" + i).set("price", i / 10.0);
    }
    Predictions together = model.predict(all.build());
    for (int i = 0; i < 30; i++) {
      Predictions alone =
          model.predict(
              Request.builder()
                  .set("user", "user3")
                  .set("history", List.of("item1", "item9"))
                  .candidate()
                  .set("item", "item" + i)
                  .set("price", i / 10.0)
                  .build());
      assertThat(alone.joint("conversion", 0)).isEqualTo(together.joint("conversion", i));
      assertThat(alone.conditional("conversion", 0))
          .isEqualTo(together.conditional("conversion", i));
    }
  }

  @Test
  void pCtcvrIsProductOfPCtrAndPCvr() {
    InMemorySet set = TasteRows.set(300, 5);
    EsmmModel model = model(config(1), set, 1);
    Predictions p =
        model.predict(
            Request.builder().set("user", "user3").candidate().set("item", "item4").build());
    assertThat(p.joint("conversion", 0))
        .isEqualTo(p.joint("click", 0) * p.conditional("conversion", 0));
  }
}
