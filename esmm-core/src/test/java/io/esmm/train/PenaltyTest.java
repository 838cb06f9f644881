package io.esmm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.embedding.EmbeddingTables;
import io.esmm.field.Column;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.Funnel;
import io.esmm.graph.Graph;
import io.esmm.graph.Parameter;
import io.esmm.graph.RandomRows;
import io.esmm.graph.Tensor;
import io.esmm.graph.Weights;
import io.esmm.graph.op.Operations;
import io.esmm.numerics.AdamStep;
import io.esmm.numerics.ElementFunction;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import io.esmm.objective.Objective;
import io.esmm.objective.Probability;
import io.esmm.objective.Term;
import io.esmm.scoring.FunnelGraph;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What one step changes with a penalty and without: in a step of Adam with an epsilon far above any
 * gradient, a weight changes by its gradient.
 */
class PenaltyTest {
  private static final double LARGE = 1e9;
  private static final AdamStep STEP = new AdamStep(LARGE, 0.9, 0.999, LARGE, 1);
  private static final double L2 = 0.3;
  private static final FeatureSchema SCHEMA = RandomRows.schema();
  private static final int USER = SCHEMA.indexOf("user");

  /** The same for every penalty. */
  private static final Weights INITIAL = weights(graph(0, 0));

  private static FunnelGraph graph(double ofTables, double ofLayer) {
    Graph graph = new Graph();
    Operations operations = new Operations(graph);
    EmbeddingConfig config = new EmbeddingConfig(3, null, 0.5, ofTables);
    Tensor user = new EmbeddingTables(operations, SCHEMA, config).input("click", USER);
    Tensor hidden = operations.dense("hidden", user, 4, ElementFunction.TANH, ofLayer);
    Tensor logit = operations.lift(operations.dense("logit", hidden, 1, ElementFunction.IDENTITY));
    Funnel funnel = new Funnel("impression", List.of(new Funnel.Event("click", Funnel.SPACE, "c")));
    return new FunnelGraph(funnel, List.of(logit), graph.parameters());
  }

  private static Weights weights(FunnelGraph graph) {
    return Weights.initial(graph.parameters(), 1, Precision.DOUBLE);
  }

  private static Batch batch(InMemorySet set, int requests) {
    Batch batch = set.newBatch();
    int[] first = new int[requests];
    for (int r = 0; r < requests; r++) {
      first[r] = r;
    }
    set.read(first, 0, requests, batch);
    return batch;
  }

  private static InMemorySet set() {
    InMemorySet set = new InMemorySet(SCHEMA, List.of("click"));
    set.add(RandomRows.batch(SCHEMA, List.of("click"), 40, 3));
    return set;
  }

  /** The weights after one step on the first three requests. */
  private static Weights afterStep(FunnelGraph graph) {
    Objective objective =
        new Objective(graph.funnel(), List.of(new Term(0, Probability.JOINT, Funnel.SPACE, 1)));
    Weights weights = weights(graph);
    try (Workers workers = new Workers(1)) {
      TrainingStep step = new TrainingStep(graph, objective, weights, workers, new StageClock());
      step.countRows(set(), set().newBatch());
      assertThat(step.take(batch(set(), 3), STEP, 0, () -> {})).isEmpty();
    }
    return weights;
  }

  private static Matrix of(Weights weights, String name) {
    Parameter found =
        weights.parameters().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    return weights.of(found);
  }

  @Test
  void tableRowsOfTheBatchShrinkByTheirShareOfAllTheirOccurrences() {
    Matrix initial = of(INITIAL, "embedding/user");
    Matrix plain = of(afterStep(graph(0, 0)), "embedding/user");
    Matrix penalized = of(afterStep(graph(L2, 0)), "embedding/user");
    int[] occurrences = new int[initial.rows()];
    Column.Ids all = (Column.Ids) batch(set(), 40).column(USER);
    for (int r = 0; r < all.rows(); r++) {
      occurrences[all.ids()[r]]++;
    }
    boolean[] touched = new boolean[initial.rows()];
    Column.Ids three = (Column.Ids) batch(set(), 3).column(USER);
    for (int r = 0; r < 3; r++) {
      touched[three.ids()[r]] = true;
    }
    for (int row = 0; row < initial.rows(); row++) {
      for (int c = 0; c < initial.columns(); c++) {
        double shrunk = touched[row] ? L2 / occurrences[row] * initial.get(row, c) : 0;
        assertThat(plain.get(row, c) - penalized.get(row, c)).isCloseTo(shrunk, within(1e-8));
      }
    }
    assertThat(touched).contains(true).contains(false);
  }

  @Test
  void weightsOfALayerShrinkByThePenaltyAndItsBiasDoesNot() {
    Weights plain = afterStep(graph(0, 0));
    Weights penalized = afterStep(graph(0, L2));
    Matrix initial = of(INITIAL, "hidden/weight");
    for (int r = 0; r < initial.rows(); r++) {
      for (int c = 0; c < initial.columns(); c++) {
        assertThat(of(plain, "hidden/weight").get(r, c) - of(penalized, "hidden/weight").get(r, c))
            .isCloseTo(L2 * initial.get(r, c), within(1e-8));
      }
    }
    for (String other : List.of("hidden/bias", "logit/weight", "embedding/user")) {
      Matrix a = of(plain, other);
      Matrix b = of(penalized, other);
      for (int r = 0; r < a.rows(); r++) {
        for (int c = 0; c < a.columns(); c++) {
          assertThat(b.get(r, c)).isEqualTo(a.get(r, c));
        }
      }
    }
  }
}
