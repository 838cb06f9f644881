package io.esmm.towers.widedeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.batch.CrossColumns;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.field.Column;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.graph.Parameter;
import io.esmm.graph.UpdateRule;
import io.esmm.graph.Weights;
import io.esmm.numerics.FtrlRule;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import io.esmm.objective.Objective;
import io.esmm.objective.ObjectiveConfig;
import io.esmm.objective.Preset;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.scoring.Scorer;
import io.esmm.tower.TowerConfig;
import io.esmm.tower.TowerRegistry;
import io.esmm.tower.UpdateConfig;
import io.esmm.towers.ShippedTowers;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.train.InMemorySet;
import io.esmm.train.OptimizerConfig;
import io.esmm.train.Trainer;
import io.esmm.train.TrainingConfig;
import io.esmm.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WideDeepTowerTest {
  private static final EmbeddingConfig EMBEDDING = new EmbeddingConfig(2, null, null);
  private static final TrainingConfig TRAINING = new TrainingConfig(256, 3, 5L, null, null);

  private static UpdateConfig.Ftrl ftrl(double l1) {
    return new UpdateConfig.Ftrl(0.3, 1.0, l1, 0.0);
  }

  private static WideDeepConfig tower(
      @Nullable List<String> wide, UpdateConfig optimizer, @Nullable List<String> deep) {
    return new WideDeepConfig(new WideConfig(wide, optimizer), List.of(2), null, deep);
  }

  private static FunnelConfig funnel(TowerConfig tower) {
    return new FunnelConfig(
        "impression", List.of(new EventConfig("click", "impression", "is_click", tower)));
  }

  private static FunnelGraph graph(TowerConfig tower) {
    return FunnelGraph.of(
        funnel(tower), EMBEDDING, CrossRows.schema(), TowerRegistry.of(new ShippedTowers()));
  }

  private static TrainingResult train(
      TowerConfig tower, InMemorySet set, TrainingConfig training, int threads) {
    FunnelGraph graph = graph(tower);
    Objective objective =
        Objective.of(ObjectiveConfig.of(Preset.ESMM).terms(funnel(tower)), graph.funnel());
    return new Trainer(graph, objective, OptimizerConfig.defaults(), training)
        .withThreads(threads)
        .train(set);
  }

  private static Parameter parameter(Weights weights, String name) {
    return weights.parameters().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Matrix matrix(Weights weights, String name) {
    return weights.of(parameter(weights, name));
  }

  private static void set(Weights weights, String name, double[]... rows) {
    Matrix matrix = matrix(weights, name);
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        matrix.set(r, c, rows[r][c]);
      }
    }
  }

  private static double[] row(double... values) {
    return values;
  }

  @Test
  void logitIsTheSumOfTheWidePartAndTheHiddenLayers() {
    FunnelGraph graph =
        graph(tower(List.of("item", "user_x_item", "tags"), ftrl(1), List.of("user", "item")));
    Weights weights = new Weights(graph.parameters(), Precision.FLOAT);
    set(weights, "click/wide/item", row(0), row(0), row(0.5), row(-0.25));
    set(weights, "click/wide/user_x_item", row(0), row(0), row(2), row(-3));
    set(weights, "click/wide/tags", row(0), row(0), row(0.75), row(1.5));
    set(weights, "embedding/user", row(0, 0), row(0, 0), row(1, 2));
    set(weights, "embedding/item", row(0, 0), row(0, 0), row(3, -1), row(-1, 1));
    // The rows of the weight: the user's two, then the item's.
    set(weights, "click/dense0/weight", row(1, -1), row(0.5, 1), row(2, 0), row(1, 3));
    set(weights, "click/dense0/bias", row(0.1, 0.2));
    set(weights, "click/dense1/weight", row(0.5), row(-2));
    set(weights, "click/dense1/bias", row(0.3));

    FeatureSchema schema = CrossRows.schema();
    Batch batch = new Batch(schema, List.of());
    ((Column.Ids) batch.column(0)).add(2);
    ((Column.Ids) batch.column(1)).add(2);
    ((Column.Ids) batch.column(1)).add(3);
    Column.Bags tags = (Column.Bags) batch.column(2);
    tags.add(2, 2f);
    tags.add(3, 0.5f);
    tags.endRow();
    tags.endRow();
    batch.addRequest(2);
    new CrossColumns(schema).fill(batch);
    Predictions p = new Scorer(graph, weights).predict(batch);

    // item 0, (user 0, item 0), tags 0 and 1 with their weights
    double wide = 0.5 + 2 + (2 * 0.75 + 0.5 * 1.5);
    // user (1, 2), item (3, -1)
    double h0 = Math.max(0, 1 * 1 + 2 * 0.5 + 3 * 2 + -1 * 1 + 0.1);
    double h1 = Math.max(0, 1 * -1 + 2 * 1 + 3 * 0 + -1 * 3 + 0.2);
    assertThat(p.logit(0, 0)).isCloseTo(wide + 0.5 * h0 - 2 * h1 + 0.3, within(1e-5));
    // item 1, (user 0, item 1), no tags
    double otherWide = -0.25 - 3;
    double g0 = Math.max(0, 1 * 1 + 2 * 0.5 + -1 * 2 + 1 * 1 + 0.1);
    double g1 = Math.max(0, 1 * -1 + 2 * 1 + -1 * 0 + 1 * 3 + 0.2);
    assertThat(p.logit(0, 1)).isCloseTo(otherWide + 0.5 * g0 - 2 * g1 + 0.3, within(1e-5));
  }

  @Test
  void wideReadsAllFieldsWithIdsAndDeepAllButCrosses() {
    List<Parameter> parameters =
        graph(new WideDeepConfig(null, List.of(2), null, null)).parameters();
    assertThat(parameters)
        .extracting(Parameter::name)
        .containsExactlyInAnyOrder(
            "click/wide/user",
            "click/wide/item",
            "click/wide/tags",
            "click/wide/user_x_item",
            "click/wide/user_x_tags",
            "embedding/user",
            "embedding/item",
            "embedding/tags",
            "click/dense0/weight",
            "click/dense0/bias",
            "click/dense1/weight",
            "click/dense1/bias");
    assertThat(parameters)
        .filteredOn(p -> p.name().startsWith("click/wide/"))
        .allMatch(p -> p.columns() == 1 && p.kind() == Parameter.Kind.TABLE)
        .allMatch(p -> p.update().equals(new UpdateRule.Ftrl(new FtrlRule(0.1, 1, 1, 0))));
    assertThat(parameters)
        .filteredOn(p -> !p.name().startsWith("click/wide/"))
        .allMatch(p -> p.update().equals(UpdateRule.MODEL));
  }

  @Test
  void deepReadsACrossThatIsNamed() {
    assertThat(graph(tower(null, ftrl(1), List.of("user_x_item"))).parameters())
        .extracting(Parameter::name)
        .contains("embedding/user_x_item")
        .doesNotContain("embedding/user");
  }

  /** One step by hand: the gradient of a weight is the sum of p - y over the rows of its id. */
  @Test
  void aWeightTakesTheStepOfFtrlOnTheSumOfItsRowsGradients() {
    double l1 = 0.25;
    TowerConfig tower = tower(List.of("user_x_item"), ftrl(l1), List.of("item"));
    InMemorySet set = CrossRows.set(300, 1);
    int rows = (int) set.impressions();
    TrainingConfig oneStep = new TrainingConfig(rows, 1, 5L, null, null);
    Weights trained = train(tower, set, oneStep, 1).weights();

    FunnelGraph graph = graph(tower);
    Batch batch = set.newBatch();
    set.read(IntStream.range(0, set.requests()).toArray(), 0, set.requests(), batch);
    Predictions before =
        new Scorer(graph, Weights.initial(graph.parameters(), 5, Precision.FLOAT)).predict(batch);
    double[] gradients = new double[trained.parameters().getFirst().rows()];
    int[] ids = ((Column.Ids) batch.column(3)).ids();
    for (int i = 0; i < rows; i++) {
      gradients[ids[i]] += before.joint("click", i) - batch.labels(0)[i];
    }
    Matrix weights = matrix(trained, "click/wide/user_x_item");
    int zeros = 0;
    for (int id = 2; id < gradients.length; id++) {
      double g = gradients[id];
      double expected =
          Math.abs(g) <= l1 ? 0 : -(g - Math.signum(g) * l1) / ((1 + Math.abs(g)) / 0.3);
      assertThat(weights.get(id, 0)).as("id %d", id).isCloseTo(expected, within(1e-5));
      zeros += expected == 0 ? 1 : 0;
    }
    assertThat(zeros).isBetween(1, 40);
  }

  @Test
  void widePartThatL1HoldsAtZeroLeavesTheRestAsAnMlpBitForBit() {
    InMemorySet set = CrossRows.set(500, 2);
    List<String> fields = List.of("user", "item", "tags");
    Weights wideDeep = train(tower(null, ftrl(1e9), fields), set, TRAINING, 1).weights();
    Weights mlp = train(new MlpConfig(List.of(2), null, fields), set, TRAINING, 1).weights();
    for (Parameter p : mlp.parameters()) {
      assertThat(matrix(wideDeep, p.name()).floats()).as(p.name()).isEqualTo(mlp.of(p).floats());
    }
    for (Parameter p : wideDeep.parameters()) {
      if (p.name().startsWith("click/wide/")) {
        assertThat(wideDeep.of(p).floats()).as(p.name()).containsOnly(0);
      }
    }
  }

  @Test
  void crossesLearnWhatNoSingleFieldTells() {
    InMemorySet set = CrossRows.set(1200, 3);
    TrainingConfig training = new TrainingConfig(128, 6, 5L, null, null);
    List<String> alone = List.of("user", "item");
    double without =
        train(tower(alone, ftrl(0.1), alone), set, training, 1).epochLosses().getLast();
    double with =
        train(tower(List.of("user_x_item"), ftrl(0.1), alone), set, training, 1)
            .epochLosses()
            .getLast();
    double entropy = (-0.8 * Math.log(0.8) - 0.2 * Math.log(0.2)) * 0.5;
    assertThat(with).isLessThan(without - 0.1).isGreaterThan(entropy * 0.8);
  }

  @Test
  void largerL1GivesMoreWeightsThatAreZero() {
    InMemorySet set = CrossRows.set(1500, 4);
    List<Integer> zeros = new ArrayList<>();
    for (double l1 : new double[] {0, 40, 60, 1000}) {
      Weights weights =
          train(tower(List.of("user_x_item"), ftrl(l1), List.of("item")), set, TRAINING, 1)
              .weights();
      float[] values = matrix(weights, "click/wide/user_x_item").floats();
      zeros.add((int) IntStream.range(2, values.length).filter(i -> values[i] == 0).count());
    }
    assertThat(zeros).startsWith(0).endsWith(CrossRows.USERS * CrossRows.ITEMS).isSorted();
    assertThat(zeros.subList(1, 3)).doesNotHaveDuplicates().allMatch(n -> n > 0 && n < 64);
  }

  @Test
  void oneAndTwoThreadsGiveTheSameBits() {
    InMemorySet set = CrossRows.set(600, 5);
    Weights one = train(tower(null, ftrl(0.5), null), set, TRAINING, 1).weights();
    Weights two = train(tower(null, ftrl(0.5), null), set, TRAINING, 2).weights();
    assertThat(one.differing(two)).isEmpty();
  }

  @Test
  void badConfigurationsAreTold() {
    assertThatThrownBy(() -> new WideConfig(List.of(), null))
        .hasMessageContaining("fields is empty");
    assertThatThrownBy(() -> new WideConfig(List.of("a", "a"), null))
        .hasMessageContaining("fields names [a] twice");
    assertThatThrownBy(() -> ftrl(-1)).hasMessageContaining("l1 [-1.0] must be at least 0");
    assertThatThrownBy(() -> graph(tower(List.of("usr"), ftrl(1), null)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("#/funnel/events/0/tower: field [usr] is not declared");
    assertThatThrownBy(() -> graph(tower(null, ftrl(1), List.of("usr"))))
        .hasMessageContaining("field [usr] is not declared");
  }
}
