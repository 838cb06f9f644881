package io.esmm.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.embedding.EmbeddingTables;
import io.esmm.embedding.Occurrences;
import io.esmm.embedding.Sharing;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.field.Vocabulary;
import io.esmm.funnel.Funnel;
import io.esmm.graph.op.DistinctLookup;
import io.esmm.graph.op.Operations;
import io.esmm.numerics.DoubleKernels;
import io.esmm.numerics.ElementFunction;
import io.esmm.numerics.KernelChoice;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import io.esmm.objective.Objective;
import io.esmm.objective.Probability;
import io.esmm.objective.Term;
import io.esmm.scoring.FunnelGraph;
import io.esmm.train.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A dense layer over fields of few values, computed once for each distinct id. */
class DistinctIdsTest {
  private static final int WIDTH = 33;
  private static final int DIMENSION = 3;

  private static Vocabulary vocabulary(String name, int tokens) {
    return new Vocabulary(name, IntStream.range(0, tokens).mapToObj(i -> "t" + i).toList());
  }

  private static EncodedField bag(String name, Pooling pooling) {
    return new EncodedField.Bag(
        new BagField(name, Level.IMPRESSION, null, null, null, pooling), vocabulary(name, 5));
  }

  private static EncodedField categorical(String name, int tokens) {
    return new EncodedField.Categorical(
        new CategoricalField(name, Level.IMPRESSION, null, null, null), vocabulary(name, tokens));
  }

  /** A pooling of each kind, a field of one id, and one whose table is too large. */
  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(
              bag("mean", Pooling.MEAN),
              bag("weighted", Pooling.WEIGHTED),
              categorical("brand", 4),
              bag("sum", Pooling.SUM),
              categorical("item", 3000)));

  private static Batch batch(int requests) {
    return RandomRows.batch(SCHEMA, List.of(), requests, 3);
  }

  private static Tensor layer(Graph graph, ElementFunction function) {
    Operations g = new Operations(graph);
    EmbeddingTables tables =
        new EmbeddingTables(g, SCHEMA, new EmbeddingConfig(DIMENSION, Sharing.ALL, null));
    List<Tensor> in = IntStream.range(0, 5).mapToObj(f -> tables.input("e", f)).toList();
    return g.dense("e/a", g.concat(in), WIDTH, function);
  }

  @Test
  void aFieldOfManyValuesIsMultipliedRowByRow() {
    Plan plan = Plan.forScoring(List.of(layer(new Graph(), ElementFunction.RELU)));
    assertThat(plan.order())
        .filteredOn(tensor -> tensor.op() instanceof DistinctLookup)
        .extracting(tensor -> tensor.shape().toString())
        .containsExactly(
            "[distinct mean, 3]",
            "[distinct weighted, 3]",
            "[distinct brand, 3]",
            "[distinct sum, 3]");
    assertThat(plan.embeddingInputs()).hasSize(5);
  }

  /** Element by element as the equation of a dense layer over pooled embeddings has it. */
  @Test
  void theLayerIsThatOfThePooledEmbeddings() {
    Graph graph = new Graph();
    Tensor y = layer(graph, ElementFunction.TANH);
    Weights weights = Weights.initial(graph.parameters(), 5, Precision.DOUBLE);
    Workspace workspace = new Workspace(Plan.forScoring(List.of(y)), new DoubleKernels(), weights);
    Batch batch = batch(20);
    Shard shard = new Shard();
    for (int[] requests : new int[][] {{0, 20}, {7, 5}, {19, 1}, {3, 16}}) {
      shard.set(batch, requests[0], requests[1]);
      workspace.forward(shard);
      Matrix value = workspace.value(y);
      assertThat(value.rows()).isEqualTo(shard.impressions());
      for (int i = 0; i < value.rows(); i++) {
        double[] expected = expected(graph, weights, batch, shard.firstImpression() + i);
        for (int h = 0; h < WIDTH; h++) {
          assertThat(value.get(i, h)).isCloseTo(expected[h], within(1e-12));
        }
      }
    }
  }

  /** An id of an impression, and what it counts. */
  private record Entry(int id, double coefficient) {}

  private static List<Entry> entries(Batch batch, int field, int impression) {
    return switch (batch.column(field)) {
      case Column.Ids ids -> List.of(new Entry(ids.ids()[impression], 1));
      case Column.Bags bags -> {
        int from = bags.offsets()[impression];
        int to = bags.offsets()[impression + 1];
        Pooling pooling = ((EncodedField.Bag) SCHEMA.fields().get(field)).config().pooling();
        yield IntStream.range(from, to)
            .mapToObj(j ->
                new Entry(
                    bags.ids()[j],
                    switch (pooling) {
                      case SUM -> 1;
                      case MEAN -> 1f / (to - from);
                      case WEIGHTED -> bags.weights()[j];
                    }))
            .toList();
      }
      case Column.Numbers _ -> throw new AssertionError();
    };
  }

  private static double[] expected(Graph graph, Weights weights, Batch batch, int impression) {
    double[] x = new double[5 * DIMENSION];
    for (int f = 0; f < 5; f++) {
      String table = "embedding/" + SCHEMA.fields().get(f).name();
      Matrix rows = matrix(graph, weights, table);
      for (Entry entry : entries(batch, f, impression)) {
        for (int d = 0; d < DIMENSION; d++) {
          x[f * DIMENSION + d] += entry.coefficient() * rows.get(entry.id(), d);
        }
      }
    }
    double[] y = new double[WIDTH];
    Matrix w = matrix(graph, weights, "e/a/weight");
    Matrix b = matrix(graph, weights, "e/a/bias");
    for (int h = 0; h < WIDTH; h++) {
      double sum = b.get(0, h);
      for (int d = 0; d < x.length; d++) {
        sum += x[d] * w.get(d, h);
      }
      y[h] = Math.tanh(sum);
    }
    return y;
  }

  private static Matrix matrix(Graph graph, Weights weights, String name) {
    return weights.of(
        graph.parameters().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow());
  }

  /** Two events, the fields at both levels, tables that a sequence shares. */
  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithFiniteDifferences(Sharing sharing) {
    FeatureSchema schema = RandomRows.schema();
    Funnel funnel =
        new Funnel(
            "impression",
            List.of(new Funnel.Event("e0", Funnel.SPACE, "l0"), new Funnel.Event("e1", 0, "l1")));
    Graph graph = new Graph();
    Operations g = new Operations(graph);
    EmbeddingTables tables = new EmbeddingTables(g, schema, new EmbeddingConfig(3, sharing, null));
    List<Tensor> logits = new ArrayList<>();
    for (String event : funnel.names()) {
      List<Tensor> in =
          IntStream.range(0, 8).mapToObj(field -> tables.input(event, field)).toList();
      Tensor hidden = g.dense(event + "/a", g.concat(in), WIDTH, ElementFunction.TANH);
      logits.add(g.dense(event + "/b", hidden, 1, ElementFunction.IDENTITY));
    }
    assertThat(Plan.forTraining(logits).embeddingInputs())
        .anyMatch(tensor -> tensor.op() instanceof DistinctLookup);
    Objective esmm =
        new Objective(
            funnel,
            List.of(
                new Term(0, Probability.JOINT, Funnel.SPACE, 1),
                new Term(1, Probability.JOINT, Funnel.SPACE, 1)));
    Batch batch = RandomRows.batch(schema, funnel.names(), 7, 42);
    FunnelGraph described = new FunnelGraph(funnel, logits, graph.parameters(), List.of());
    assertThat(new GradientCheck(described, esmm, batch, 7).findings())
        .anyMatch(finding -> finding.norm() > 0)
        .allSatisfy(
            finding -> assertThat(finding.error()).as(finding.parameter()).isLessThan(1e-6));
  }

  /** What a row gives does not depend on the rows beside it, to the bit. */
  @Test
  void aRowAloneGivesTheSameBits() {
    Graph graph = new Graph();
    Tensor y = layer(graph, ElementFunction.RELU);
    Weights weights = Weights.initial(graph.parameters(), 5, Precision.FLOAT);
    Plan plan = Plan.forScoring(List.of(y));
    Batch batch = batch(40);
    Workspace workspace = new Workspace(plan, KernelChoice.create(Precision.FLOAT), weights);
    Shard shard = new Shard();
    shard.set(batch, 0, 40);
    workspace.forward(shard);
    Matrix all = workspace.value(y);
    double[][] together = new double[all.rows()][WIDTH];
    for (int i = 0; i < all.rows(); i++) {
      for (int h = 0; h < WIDTH; h++) {
        together[i][h] = all.get(i, h);
      }
    }
    for (int request = 0; request < 40; request++) {
      shard.set(batch, request, 1);
      workspace.forward(shard);
      Matrix alone = workspace.value(y);
      for (int i = 0; i < alone.rows(); i++) {
        for (int h = 0; h < WIDTH; h++) {
          assertThat(alone.get(i, h)).isEqualTo(together[shard.firstImpression() + i][h]);
        }
      }
    }
  }

  /** The gradient of each table row, added up over shards, against the sum over all its places. */
  @Test
  void gradientsOfTableRowsAddUpOverShards() {
    Graph graph = new Graph();
    Tensor y = layer(graph, ElementFunction.IDENTITY);
    Weights weights = Weights.initial(graph.parameters(), 5, Precision.DOUBLE);
    Plan plan = Plan.forTraining(List.of(y));
    DoubleKernels kernels = new DoubleKernels();
    Workspace workspace = new Workspace(plan, kernels, weights);
    Batch batch = batch(30);
    int[] cuts = {0, 4, 5, 21, 30};
    Shard[] shards = new Shard[cuts.length - 1];
    ShardGradients[] gradients = new ShardGradients[shards.length];
    double[][] dy = new double[batch.impressions()][WIDTH];
    SplittableRandom random = new SplittableRandom(8);
    for (int s = 0; s < shards.length; s++) {
      shards[s] = new Shard();
      shards[s].set(batch, cuts[s], cuts[s + 1] - cuts[s]);
      gradients[s] = new ShardGradients(plan, Precision.DOUBLE);
      workspace.forward(shards[s], gradients[s]);
      for (int i = 0; i < shards[s].impressions(); i++) {
        for (int h = 0; h < WIDTH; h++) {
          dy[shards[s].firstImpression() + i][h] = random.nextGaussian();
          workspace.gradient(y).set(i, h, dy[shards[s].firstImpression() + i][h]);
        }
      }
      workspace.backward();
    }
    for (Parameter table : plan.parameters(Parameter.Kind.TABLE)) {
      Occurrences occurrences = new Occurrences(table, plan.embeddingInputs());
      occurrences.build(batch, shards, shards.length);
      occurrences.setGradients(gradients, shards.length);
      Matrix sums = Matrix.of(Precision.DOUBLE, occurrences.slots(), DIMENSION);
      occurrences.sum(kernels, 0, occurrences.slots(), sums);
      double[][] expected = tableGradient(graph, weights, batch, table, dy);
      for (int s = 0; s < occurrences.slots(); s++) {
        double[] row = expected[occurrences.rows()[s]];
        for (int d = 0; d < DIMENSION; d++) {
          assertThat(sums.get(s, d)).as(table.name()).isCloseTo(row[d], within(1e-12));
          row[d] = 0;
        }
      }
      assertThat(expected).isDeepEqualTo(new double[table.rows()][DIMENSION]);
    }
  }

  private static double[][] tableGradient(
      Graph graph, Weights weights, Batch batch, Parameter table, double[][] dy) {
    int f = SCHEMA.indexOf(table.name().substring("embedding/".length()));
    Matrix w = matrix(graph, weights, "e/a/weight");
    double[][] sums = new double[table.rows()][DIMENSION];
    for (int i = 0; i < dy.length; i++) {
      for (Entry entry : entries(batch, f, i)) {
        for (int d = 0; d < DIMENSION; d++) {
          for (int h = 0; h < WIDTH; h++) {
            sums[entry.id()][d] += entry.coefficient() * dy[i][h] * w.get(f * DIMENSION + d, h);
          }
        }
      }
    }
    return sums;
  }
}
