package io.esmm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.field.Column;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.Funnel;
import io.esmm.graph.Graph;
import io.esmm.graph.Parameter;
import io.esmm.graph.Plan;
import io.esmm.graph.RandomRows;
import io.esmm.graph.Shard;
import io.esmm.graph.Tensor;
import io.esmm.graph.Weights;
import io.esmm.graph.op.Operations;
import io.esmm.numerics.AdamStep;
import io.esmm.numerics.ElementFunction;
import io.esmm.numerics.Precision;
import io.esmm.objective.Objective;
import io.esmm.objective.Probability;
import io.esmm.objective.Term;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Scorer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The running statistics of a column of prices that is normalised. */
class StatisticTest {
  private static final FeatureSchema SCHEMA = RandomRows.schema();
  private static final int PRICE = SCHEMA.indexOf("price");
  private static final AdamStep STEP = new AdamStep(1e-3, 0.9, 0.999, 1e-8, 1);

  private final FunnelGraph graph = graph();
  private final Weights weights = Weights.initial(graph.parameters(), 1, Precision.DOUBLE);
  private final Batch batch = RandomRows.batch(SCHEMA, List.of("click"), 40, 3);
  private final float[] prices = ((Column.Numbers) batch.column(PRICE)).values();

  private static FunnelGraph graph() {
    Graph graph = new Graph();
    Operations operations = new Operations(graph);
    Tensor price = operations.number(PRICE, SCHEMA.fields().get(PRICE));
    Tensor normal = operations.batchNorm("normal", price);
    Tensor logit = operations.dense("logit", normal, 1, ElementFunction.IDENTITY);
    Funnel funnel = new Funnel("impression", List.of(new Funnel.Event("click", Funnel.SPACE, "c")));
    return new FunnelGraph(funnel, List.of(logit), graph.parameters());
  }

  private double value(String name) {
    Parameter found =
        graph.parameters().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    return weights.of(found).get(0, 0);
  }

  private void takeStep() {
    Objective objective =
        new Objective(graph.funnel(), List.of(new Term(0, Probability.JOINT, Funnel.SPACE, 1)));
    try (Workers workers = new Workers(1)) {
      TrainingStep step = new TrainingStep(graph, objective, weights, workers, new StageClock());
      assertThat(step.take(batch, STEP, 0, () -> {})).isEmpty();
    }
  }

  private double mean(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += prices[i];
    }
    return sum / (to - from);
  }

  @Test
  void stepMovesThemATenthOfTheWayToTheAverageOfTheShards() {
    assertThat(value("normal/mean")).isZero();
    assertThat(value("normal/variance")).isEqualTo(1);
    takeStep();
    int n = batch.impressions();
    assertThat(value("normal/mean")).isCloseTo(0.9 * 0 + 0.1 * mean(0, n), within(1e-12));
    ShardCut cut = new ShardCut(Plan.forTraining(graph.logits()));
    cut.cut(batch, 0);
    assertThat(cut.count()).isGreaterThan(1);
    double squares = 0;
    for (int s = 0; s < cut.count(); s++) {
      Shard shard = cut.shards()[s];
      int first = shard.firstImpression();
      double mean = mean(first, first + shard.impressions());
      for (int i = first; i < first + shard.impressions(); i++) {
        squares += Math.pow(prices[i] - mean, 2);
      }
    }
    assertThat(value("normal/variance")).isCloseTo(0.9 * 1 + 0.1 * squares / n, within(1e-12));
  }

  @Test
  void scoringUsesTheRunningOnes() {
    takeStep();
    double gain = value("normal/gain");
    double normal =
        gain * (prices[5] - value("normal/mean")) / Math.sqrt(value("normal/variance") + 1e-5)
            + value("normal/bias");
    assertThat(new Scorer(graph, weights).predict(batch).logit(0, 5))
        .isCloseTo(normal * value("logit/weight") + value("logit/bias"), within(1e-12));
  }
}
