package io.esmm.towers.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.config.Method;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.embedding.Sharing;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelConfig;
import io.esmm.graph.Parameter;
import io.esmm.graph.Plan;
import io.esmm.graph.Shard;
import io.esmm.graph.Workspace;
import io.esmm.model.EsmmModel;
import io.esmm.model.ModelTrainer;
import io.esmm.numerics.KernelChoice;
import io.esmm.objective.HeadConfig;
import io.esmm.objective.Objective;
import io.esmm.objective.ObjectiveConfig;
import io.esmm.objective.Probability;
import io.esmm.objective.PropensityConfig;
import io.esmm.objective.TermConfig;
import io.esmm.objective.TermLoss;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.testing.AllocatedBytes;
import io.esmm.tower.TowerConfig;
import io.esmm.tower.TowerRegistry;
import io.esmm.towers.ShippedTowers;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.train.InMemorySet;
import io.esmm.train.OptimizerConfig;
import io.esmm.train.RepeatedStep;
import io.esmm.train.TrainingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the methods of the paper converge to, where a model can say anything of each context. */
class MethodTrainingTest {
  private static final TowerRegistry REGISTRY = TowerRegistry.of(new ShippedTowers());
  private static final int ROWS = 1000;

  /** A logit for each context: an embedding and a linear layer. */
  private static final TowerConfig LOOKUP = new MlpConfig(List.of(), null, null);

  private static final FunnelConfig FUNNEL =
      new FunnelConfig(
          "impression",
          List.of(
              new EventConfig("click", "impression", "c", LOOKUP),
              new EventConfig("buy", "click", "b", LOOKUP)));

  private final InMemorySet rows = new KnownFunnel(Funnel.of(FUNNEL), ROWS, 11).set();
  private final Batch batch = all();

  @TempDir private Path folder;

  private Batch all() {
    Batch all = rows.newBatch();
    rows.read(IntStream.range(0, ROWS).toArray(), 0, ROWS, all);
    return all;
  }

  private static EsmmConfig config(Method method, int batchSize, int epochs) {
    return new ConfigReader(REGISTRY)
        .with(
            new EsmmConfig(
                "known",
                null,
                KnownFunnel.SCHEMA.fields().stream().map(EncodedField::config).toList(),
                EmbeddingConfig.of(4),
                FUNNEL,
                null,
                OptimizerConfig.adam(0.05),
                TrainingConfig.of(batchSize, epochs, 1)),
            method);
  }

  private EsmmModel train(EsmmConfig config, int threads) {
    return ModelTrainer.of(config, REGISTRY).with(t -> t.withThreads(threads)).train(rows);
  }

  private int context(int row) {
    return ((Column.Ids) batch.column(0)).ids()[row];
  }

  /** The number of rows of a context with these labels; -1 for either. */
  private double count(int context, int click, int buy) {
    return IntStream.range(0, ROWS)
        .filter(i -> context(i) == context)
        .filter(i -> click < 0 || batch.labels(0)[i] == click)
        .filter(i -> buy < 0 || batch.labels(1)[i] == buy)
        .count();
  }

  @ParameterizedTest
  @EnumSource
  void theWeightsDoNotDependOnTheNumberOfThreads(Method method) {
    EsmmConfig config = config(method, 100, 2);
    assertThat(train(config, 1).weights().differing(train(config, 3).weights())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aSavedModelPredictsTheSame(Method method) {
    EsmmModel model = train(config(method, 100, 1), 1);
    model.save(folder.resolve("model"));
    EsmmModel loaded = EsmmModel.load(folder.resolve("model"), REGISTRY);
    assertThat(loaded.config()).isEqualTo(model.config());
    for (int i = 0; i < 50; i++) {
      assertThat(loaded.predict(batch).conditional("buy", i))
          .isEqualTo(model.predict(batch).conditional("buy", i));
    }
  }

  @Test
  void onlyThoseThatSayAllShareTables() {
    for (Method method : Method.values()) {
      List<String> tables =
          train(config(method, ROWS, 1), 1).weights().parameters().stream()
              .map(p -> p.name())
              .filter(name -> name.contains("embedding/"))
              .toList();
      if (method.sharing() == Sharing.ALL) {
        assertThat(tables).containsExactly("embedding/context");
      } else {
        assertThat(tables).containsExactly("click/embedding/context", "buy/embedding/context");
      }
    }
  }

  @Test
  void amanWithAllNegativesTakesThePostClickRateForThatOverAllImpressions() {
    Predictions p = train(config(Method.AMAN, ROWS, 300), 1).predict(batch);
    for (int i = 0; i < ROWS; i++) {
      double rate = count(context(i), 1, 1) / count(context(i), -1, -1);
      assertThat(p.conditional("buy", i)).isCloseTo(rate, within(1e-3));
    }
  }

  @Test
  void oversamplingMultipliesTheOddsOfAConversion() {
    EsmmConfig config = config(Method.OVERSAMPLING, ROWS, 300);
    Predictions p = train(config.with(ObjectiveConfig.oversampling(3)), 1).predict(batch);
    for (int i = 0; i < ROWS; i++) {
      double odds = 3 * count(context(i), 1, 1) / count(context(i), 1, 0);
      assertThat(p.conditional("buy", i)).isCloseTo(odds / (1 + odds), within(1e-3));
    }
  }

  @Test
  void unbiasThatKeepsEveryRowIsBase() {
    EsmmConfig config = config(Method.UNBIAS, 100, 2).with(ObjectiveConfig.unbias(1));
    EsmmModel base = train(config(Method.BASE, 100, 2), 1);
    assertThat(train(config, 1).weights().differing(base.weights())).isEmpty();
  }

  private static TermConfig click() {
    return new TermConfig("click", Probability.JOINT, "impression", 1.0);
  }

  private static FunnelGraph graph(EsmmConfig config) {
    return FunnelGraph.of(
        config.funnel(), config.objective(), config.embedding(), KnownFunnel.SCHEMA, REGISTRY);
  }

  /**
   * With nothing shared the click tower learns from clicks alone, as that of BASE does: what the
   * other terms read of it is a number to them. Joint terms are left out; their gradient is to
   * reach it.
   */
  @ParameterizedTest
  @EnumSource(names = {"UNBIAS", "ESCM2_IPW", "ESCM2_DR", "DCMT", "NISE"})
  void whatATermOnlyReadsOfTheClickTowerDoesNotTrainIt(Method method) {
    ObjectiveConfig preset = ObjectiveConfig.of(method.preset());
    List<TermConfig> terms =
        preset.terms(FUNNEL).stream()
            .filter(term -> term.event().equals("click") || term.probability() != Probability.JOINT)
            .toList();
    EsmmConfig apart = config(Method.ESMM_NS, 100, 2);
    EsmmModel base = train(config(Method.BASE, 100, 2), 1);
    EsmmModel trained = train(apart.with(ObjectiveConfig.of(terms, preset.heads(FUNNEL))), 1);
    List<Parameter> clicks = of("click/", base);
    assertThat(clicks).isNotEmpty();
    clicks.forEach(p -> assertSameBits(trained, base, p));
    // The terms are no empty ones: they make another tower of the conversion.
    assertThat(base.weights().differing(trained.weights()))
        .extracting(Parameter::name)
        .anyMatch(name -> name.startsWith("buy/"));
  }

  private static TermConfig byPropensity(double weight, PropensityConfig propensity) {
    return new TermConfig("buy", Probability.CONDITIONAL, "click", weight).with(propensity);
  }

  /** With every propensity bounded at 1 that is the mean over the clicked rows of the batch. */
  @Test
  void aSelfNormalizedTermIsDividedByTheWeightsOfTheWholeBatch() {
    double clicks = IntStream.range(0, ROWS).filter(i -> batch.labels(0)[i] == 1).count();
    EsmmConfig config = config(Method.ESMM_NS, ROWS, 20);
    PropensityConfig mean = new PropensityConfig("click", true, 1.0, true);
    PropensityConfig sum = new PropensityConfig("click", true, 1.0);
    Predictions normalized =
        train(config.with(ObjectiveConfig.of(List.of(click(), byPropensity(1, mean)))), 2)
            .predict(batch);
    Predictions weighted =
        train(
                config.with(ObjectiveConfig.of(List.of(click(), byPropensity(ROWS / clicks, sum)))),
                1)
            .predict(batch);
    for (int i = 0; i < ROWS; i++) {
      assertThat(normalized.conditional("buy", i))
          .isCloseTo(weighted.conditional("buy", i), within(1e-5));
    }
  }

  /** A term that is held against another event in vain is trained as if it were not. */
  @Test
  void termsThatStayBelowAnotherEventsAreTrainedAsTheyAre() {
    EsmmConfig config = config(Method.ESMM_NS, 100, 2);
    TermConfig small = new TermConfig("buy", Probability.CONDITIONAL, "click", 1e-3);
    TermConfig large = small.weighted(1e3);
    EsmmModel free = train(config.with(ObjectiveConfig.of(List.of(click(), small))), 1);
    EsmmModel held =
        train(config.with(ObjectiveConfig.of(List.of(click(), small.notAbove("click")))), 2);
    assertThat(held.weights().differing(free.weights())).isEmpty();
    EsmmModel much = train(config.with(ObjectiveConfig.of(List.of(click(), large))), 1);
    EsmmModel less =
        train(config.with(ObjectiveConfig.of(List.of(click(), large.notAbove("click")))), 2);
    assertThat(less.weights().differing(much.weights()))
        .extracting(Parameter::name)
        .isNotEmpty()
        .allMatch(name -> name.startsWith("buy/"));
  }

  /** Every shard keeps its values until the batch is measured, in buffers that stay. */
  @Test
  void aSteadyStepThatMeasuresTheBatchAllocatesNothing() {
    EsmmConfig config = config(Method.DCMT, ROWS, 1);
    FunnelGraph graph = graph(config);
    Objective objective = Objective.of(config.objective().terms(FUNNEL), graph.funnel());
    assertThat(objective.dependsOnBatch()).isTrue();
    RepeatedStep step = new RepeatedStep(graph, objective, batch);
    assertThat(AllocatedBytes.perCall(step::take, 4096)).isLessThanOrEqualTo(4096);
  }

  private static List<Parameter> of(String tower, EsmmModel model) {
    return model.weights().parameters().stream().filter(p -> p.name().startsWith(tower)).toList();
  }

  private static void assertSameBits(EsmmModel one, EsmmModel other, Parameter parameter) {
    for (int r = 0; r < parameter.rows(); r++) {
      for (int c = 0; c < parameter.columns(); c++) {
        assertThat(one.weights().of(parameter).get(r, c))
            .as(parameter.name())
            .isEqualTo(other.weights().of(parameter).get(r, c));
      }
    }
  }

  /**
   * The error that a lookup imputes is the mean error of the clicked rows of its context. The
   * imputed error of the doubly robust term itself is left out: it draws the head, too.
   */
  @Test
  void anImputationLearnsTheMeanErrorOfItsContext() {
    List<TermConfig> terms =
        List.of(
            click(),
            new TermConfig("buy", Probability.CONDITIONAL, "click", 1.0),
            TermConfig.of(TermLoss.IMPUTATION, "buy", "click", "error"));
    EsmmConfig config =
        config(Method.ESMM_NS, ROWS, 600)
            .with(ObjectiveConfig.of(terms, List.of(new HeadConfig("error", "buy"))));
    FunnelGraph graph = graph(config);
    EsmmModel model = train(config, 1);
    Workspace workspace =
        new Workspace(
            Plan.forScoring(graph.auxiliary()),
            KernelChoice.create(model.weights().precision()),
            model.weights());
    Shard shard = new Shard();
    shard.set(batch, 0, batch.requests());
    workspace.forward(shard);
    Predictions p = model.predict(batch);
    for (int i = 0; i < ROWS; i++) {
      double rate = count(context(i), 1, 1) / count(context(i), 1, -1);
      double r = p.conditional("buy", i);
      double error = -rate * Math.log(r) - (1 - rate) * Math.log(1 - r);
      double h = workspace.value(graph.auxiliary().getFirst()).get(i, 0);
      assertThat(Math.log1p(Math.exp(h))).isCloseTo(error, within(2e-3));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ESCM2_DR", "DCMT"})
  void headsAreSavedWithTheModelAndAreNoPartOfItsScores(Method method) {
    EsmmConfig config = config(method, 100, 1);
    FunnelGraph graph = graph(config);
    assertThat(graph.auxiliary()).hasSize(1);
    assertThat(Plan.forScoring(graph.logits()).parameters())
        .extracting(Parameter::name)
        .noneMatch(name -> name.startsWith("buy-"));
    EsmmModel model = train(config, 1);
    model.save(folder.resolve("model"));
    EsmmModel loaded = EsmmModel.load(folder.resolve("model"), REGISTRY);
    assertThat(loaded.weights().parameters())
        .extracting(Parameter::name)
        .anyMatch(name -> name.startsWith("buy-"));
    assertThat(loaded.weights().differing(model.weights())).isEmpty();
  }

  @Test
  void divisionLearnsBothRatesOverAllImpressionsAndDivides() {
    Predictions p = train(config(Method.DIVISION, ROWS, 300), 1).predict(batch);
    for (int i = 0; i < ROWS; i++) {
      double all = count(context(i), -1, -1);
      assertThat(p.joint("click", i)).isCloseTo(count(context(i), 1, -1) / all, within(1e-3));
      assertThat(p.joint("buy", i)).isCloseTo(count(context(i), 1, 1) / all, within(1e-3));
      assertThat(p.conditional("buy", i))
          .isCloseTo(p.joint("buy", i) / p.joint("click", i), within(1e-14));
    }
  }
}
