package io.esmm.train;

import io.esmm.embedding.EmbeddingConfig;
import io.esmm.embedding.EmbeddingTables;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.funnel.Funnel;
import io.esmm.graph.Graph;
import io.esmm.graph.Initializer;
import io.esmm.graph.Parameter;
import io.esmm.graph.RandomRows;
import io.esmm.graph.Tensor;
import io.esmm.graph.UpdateRule;
import io.esmm.graph.op.Operations;
import io.esmm.graph.op.SparseLinear;
import io.esmm.numerics.ElementFunction;
import io.esmm.numerics.FtrlRule;
import io.esmm.objective.Objective;
import io.esmm.objective.Probability;
import io.esmm.objective.Term;
import io.esmm.objective.TermWeight;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Scorer;
import java.util.ArrayList;
import java.util.List;

/**
 * A small training that carries every kind of state from step to step: lazy Adam on a table with a
 * penalty, Adam on layers, FTRL on a linear part, running means, dropout, a schedule, a learnt
 * weight of a term, early stopping.
 */
final class StatefulTraining {
  private static final List<String> EVENTS = List.of("click", "buy");
  private static final FeatureSchema SCHEMA = RandomRows.schema();

  /** Eight steps an epoch, more or less; three epochs. */
  static final TrainingConfig TRAINING =
      new TrainingConfig(
          32,
          3,
          11L,
          new ScheduleConfig.Warmup(3, new ScheduleConfig.CosineDecay(0.1)),
          new EarlyStoppingConfig("joint.auc:buy", 3, 5, null));

  private StatefulTraining() {}

  static InMemorySet rows(long seed) {
    InMemorySet set = new InMemorySet(SCHEMA, EVENTS);
    set.add(RandomRows.batch(SCHEMA, EVENTS, 100, seed));
    return set;
  }

  private static Tensor logit(Operations operations, EmbeddingTables tables, String event) {
    int user = SCHEMA.indexOf("user");
    int item = SCHEMA.indexOf("item");
    Tensor x =
        operations.concat(
            List.of(operations.lift(tables.input(event, user)), tables.input(event, item)));
    Tensor hidden = operations.dense(event + "/hidden", x, 6, ElementFunction.TANH, 0.01);
    Tensor norm = operations.batchNorm(event + "/norm", hidden);
    Tensor kept = operations.dropout(event + "/dropout", norm, 0.3);
    Tensor deep = operations.dense(event + "/deep", kept, 1, ElementFunction.IDENTITY);
    int tags = SCHEMA.indexOf("tags");
    Parameter wide =
        new Parameter(
            event + "/wide/tags",
            8,
            1,
            Initializer.ZEROS,
            Parameter.Kind.TABLE,
            new UpdateRule.Ftrl(new FtrlRule(0.3, 1, 0.01, 0)));
    Tensor linear =
        operations.linear(
            Level.IMPRESSION, List.of(new SparseLinear.Term(tags, "tags", Pooling.WEIGHTED, wide)));
    return operations.add(deep, linear);
  }

  /** A trainer whose validation metric is a mean score, which any other bit would change. */
  static Trainer trainer(TrainingConfig training) {
    return trainer(training, OptimizerConfig.defaults());
  }

  static Trainer trainer(TrainingConfig training, OptimizerConfig optimizer) {
    Parts parts = parts();
    InMemorySet heldOut = rows(99);
    return new Trainer(parts.graph(), parts.objective(), optimizer, training)
        .withValidation(scorer -> metric(scorer, heldOut));
  }

  /** What is trained: all towers in a graph, and the terms of the loss. */
  record Parts(FunnelGraph graph, Objective objective) {}

  static Parts parts() {
    Graph graph = new Graph();
    Operations operations = new Operations(graph);
    EmbeddingTables tables =
        new EmbeddingTables(operations, SCHEMA, new EmbeddingConfig(3, null, 0.5, 0.02));
    Funnel funnel =
        new Funnel(
            "impression",
            List.of(new Funnel.Event("click", Funnel.SPACE, "c"), new Funnel.Event("buy", 0, "b")));
    List<Tensor> logits =
        List.of(logit(operations, tables, "click"), logit(operations, tables, "buy"));
    Objective objective =
        new Objective(
            funnel,
            List.of(
                new Term(0, Probability.JOINT, Funnel.SPACE, 1),
                new Term(1, Probability.JOINT, Funnel.SPACE, TermWeight.Learnt.UNCERTAINTY, 1)));
    List<Parameter> parameters = new ArrayList<>(graph.parameters());
    parameters.addAll(objective.parameters());
    return new Parts(new FunnelGraph(funnel, logits, parameters), objective);
  }

  private static double metric(Scorer scorer, InMemorySet set) {
    var batch = set.newBatch();
    set.read(new int[] {0, 1, 2}, 0, 3, batch);
    var scores = scorer.predict(batch);
    return Math.sin(1e4 * scores.joint("buy", 0));
  }
}
