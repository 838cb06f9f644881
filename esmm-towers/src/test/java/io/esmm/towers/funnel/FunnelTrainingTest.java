package io.esmm.towers.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.config.EsmmConfig;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.field.EncodedField;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelConfig;
import io.esmm.funnel.PathConfig;
import io.esmm.graph.Parameter;
import io.esmm.model.EsmmModel;
import io.esmm.objective.Objective;
import io.esmm.objective.ObjectiveConfig;
import io.esmm.objective.Preset;
import io.esmm.objective.Probability;
import io.esmm.objective.TermConfig;
import io.esmm.objective.TermWeight;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.tower.TowerConfig;
import io.esmm.tower.TowerRegistry;
import io.esmm.towers.ShippedTowers;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.train.InMemorySet;
import io.esmm.train.OptimizerConfig;
import io.esmm.train.Trainer;
import io.esmm.train.TrainingConfig;
import io.esmm.train.TrainingListener;
import io.esmm.train.TrainingProgress;
import io.esmm.train.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Chains, branches and meets, trained on rows from a funnel that is known. */
class FunnelTrainingTest {
  private static final TowerRegistry REGISTRY = TowerRegistry.of(new ShippedTowers());
  private static final int ROWS = 1000;

  /** A logit for each context: an embedding and a linear layer. */
  private static final TowerConfig LOOKUP = new MlpConfig(List.of(), null, null);

  @TempDir private Path folder;

  private static EventConfig event(String name, String after) {
    return new EventConfig(name, after, "is_" + name, LOOKUP);
  }

  private static FunnelConfig chain() {
    return new FunnelConfig(
        "impression",
        List.of(event("click", "impression"), event("cart", "click"), event("buy", "cart")));
  }

  private static FunnelConfig branch() {
    return new FunnelConfig(
        "impression",
        List.of(
            event("click", "impression"),
            event("cart", "click"),
            event("like", "click"),
            EventConfig.otherwise("no-cart", "cart"),
            event("leave", "no-cart")));
  }

  private static FunnelConfig meet() {
    return new FunnelConfig(
        "impression",
        List.of(
            event("click", "impression"),
            event("cart", "click"),
            EventConfig.otherwise("no-cart", "cart"),
            EventConfig.reached(
                "buy",
                "is_buy",
                List.of(new PathConfig("cart", LOOKUP), new PathConfig("no-cart", LOOKUP))),
            event("refund", "buy")));
  }

  static Stream<Arguments> trainings() {
    return Stream.of(chain(), branch(), meet())
        .flatMap(funnel ->
            Stream.of(Preset.ESMM, Preset.BASE)
                .map(preset -> Arguments.of(funnel.names().toString(), preset, funnel)));
  }

  private static EsmmConfig config(FunnelConfig funnel, ObjectiveConfig objective, int epochs) {
    return new EsmmConfig(
        "known",
        null,
        KnownFunnel.SCHEMA.fields().stream().map(EncodedField::config).toList(),
        EmbeddingConfig.of(4),
        funnel,
        objective,
        OptimizerConfig.adam(0.05),
        TrainingConfig.of(ROWS, epochs, 1));
  }

  private static TrainingResult train(
      EsmmConfig config, InMemorySet rows, int threads, TrainingListener listener) {
    FunnelGraph graph =
        FunnelGraph.of(
            config.funnel(), config.objective(), config.embedding(), rows.schema(), REGISTRY);
    Objective objective = Objective.of(config.objective().terms(config.funnel()), graph.funnel());
    return new Trainer(graph, objective, config.optimizer(), config.training())
        .withThreads(threads)
        .withListener(listener)
        .train(rows);
  }

  /** No model of the contexts can do better, and a lookup table does as well. */
  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("trainings")
  void theLossFallsToTheEntropyOfTheRows(String events, Preset preset, FunnelConfig funnel) {
    KnownFunnel known = new KnownFunnel(Funnel.of(funnel), ROWS, 17);
    TrainingResult result =
        train(
            config(funnel, ObjectiveConfig.of(preset), 300),
            known.set(),
            1,
            TrainingListener.SILENT);
    double entropy =
        known.funnel().labelledNames().stream()
            .mapToDouble(name ->
                preset == Preset.ESMM ? known.jointEntropy(name) : known.conditionalEntropy(name))
            .sum();
    assertThat(result.epochLosses().getFirst()).isGreaterThan(entropy + 0.05);
    assertThat(result.epochLosses().getLast()).isBetween(entropy - 1e-6, entropy + 1e-4);
  }

  private static ObjectiveConfig learnt() {
    TermWeight learnt = TermWeight.Learnt.UNCERTAINTY;
    return new ObjectiveConfig(
        null,
        List.of(
            new TermConfig("click", Probability.JOINT, "impression", learnt, null),
            new TermConfig("cart", Probability.JOINT, "impression", learnt, 2.0),
            new TermConfig("buy", Probability.CONDITIONAL, "impression", learnt, null),
            new TermConfig("refund", Probability.JOINT, "impression", 0.5)));
  }

  @Test
  void learntWeightsSettleWhereEachIsOneOverTwiceItsLoss() {
    KnownFunnel known = new KnownFunnel(Funnel.of(chain()), ROWS, 3);
    TermWeight learnt = TermWeight.Learnt.UNCERTAINTY;
    ObjectiveConfig objective =
        new ObjectiveConfig(
            null,
            Stream.of("click", "cart", "buy")
                .map(name -> new TermConfig(name, Probability.JOINT, "impression", learnt, null))
                .toList());
    List<TrainingProgress> steps = new ArrayList<>();
    train(
        config(chain(), objective, 400),
        known.set(),
        1,
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            steps.add(progress);
          }
        });
    List<TrainingProgress.LearntWeight> last = steps.getLast().learntWeights();
    assertThat(last)
        .extracting(TrainingProgress.LearntWeight::term)
        .containsExactly("click-joint", "cart-joint", "buy-joint");
    double loss = 0;
    for (int t = 0; t < last.size(); t++) {
      double entropy = known.jointEntropy(known.funnel().nameOf(t));
      double weight = 1 / (2 * entropy); // the root of d/ds (e^-s L + s / 2)
      assertThat(last.get(t).value()).isCloseTo(weight, within(0.01 * weight));
      loss += 0.5 - Math.log(weight) / 2;
    }
    assertThat(steps.getLast().loss()).isCloseTo(loss, within(1e-3));
  }

  @Test
  void theWeightsDoNotDependOnTheNumberOfThreads() {
    InMemorySet rows = new KnownFunnel(Funnel.of(meet()), ROWS, 5).set();
    EsmmConfig config = config(meet(), learnt(), 3);
    TrainingResult one = train(config, rows, 1, TrainingListener.SILENT);
    TrainingResult three = train(config, rows, 3, TrainingListener.SILENT);
    assertThat(one.weights().differing(three.weights())).isEmpty();
    assertThat(one.weights().parameters())
        .extracting(Parameter::name)
        .contains(
            "buy-via-cart/dense0/weight",
            "buy-via-no-cart/dense0/weight",
            "objective/buy-conditional/log-variance");
  }

  @Test
  void aSavedModelPredictsTheSameByName() {
    InMemorySet rows = new KnownFunnel(Funnel.of(meet()), ROWS, 5).set();
    EsmmConfig config = config(meet(), learnt(), 30);
    EsmmModel model =
        EsmmModel.of(
            config,
            rows.schema(),
            REGISTRY,
            train(config, rows, 1, TrainingListener.SILENT).weights());
    model.save(folder.resolve("model"));
    EsmmModel loaded = EsmmModel.load(folder.resolve("model"), REGISTRY);
    assertThat(loaded.config()).isEqualTo(config);
    assertThat(loaded.weights().differing(model.weights())).isEmpty();

    Batch batch = rows.newBatch();
    rows.read(IntStream.range(0, 20).toArray(), 0, 20, batch);
    Predictions p = loaded.predict(batch);
    for (int i = 0; i < p.size(); i++) {
      assertThat(p.joint("cart", i) + p.joint("no-cart", i))
          .isCloseTo(p.joint("click", i), within(1e-15));
      assertThat(p.conditional("cart", i) + p.conditional("no-cart", i))
          .isCloseTo(1, within(1e-15));
      double viaCart = p.joint("cart", i) * p.conditional("buy", "cart", i);
      double viaNoCart = p.joint("no-cart", i) * p.conditional("buy", "no-cart", i);
      assertThat(p.joint("buy", i)).isCloseTo(viaCart + viaNoCart, within(1e-15));
      assertThat(p.conditional("buy", i))
          .isCloseTo(p.joint("buy", i) / p.joint("click", i), within(1e-14));
      assertThat(p.joint("buy", i)).isEqualTo(model.predict(batch).joint("buy", i));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> p.conditional("buy", "click", 0))
        .withMessageContaining("does not come after [click] but after [cart, no-cart]");
  }
}
