package io.esmm.train;

import io.esmm.batch.Batch;
import io.esmm.graph.Parameter;
import io.esmm.graph.Plan;
import io.esmm.graph.Shard;
import io.esmm.graph.ShardGradients;
import io.esmm.graph.Tensor;
import io.esmm.graph.Weights;
import io.esmm.graph.Workspace;
import io.esmm.numerics.AdamStep;
import io.esmm.numerics.KernelChoice;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import io.esmm.objective.BatchSums;
import io.esmm.objective.Objective;
import io.esmm.objective.ObjectiveLoss;
import io.esmm.scoring.FunnelGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of training, in phases that the workers share: find the rows of the tables that occur;
 * run the shards forward and backward; add up the gradients; if all of them are finite, update. A
 * step whose gradient is not finite changes nothing.
 *
 * <p>Where factors of terms depend on the whole batch, all shards run forward before any of them
 * runs backward; each keeps its values in buffers of its own meanwhile.
 */
final class TrainingStep {
  /** Requests that are read at a time to count their rows. */
  private static final int COUNTED_TOGETHER = 1024;

  private final List<Tensor> logits;
  private final Objective objective;
  private final Weights weights;
  private final Workers workers;
  private final StageClock clock;
  private final List<Crew> crew = new ArrayList<>();
  private final ShardCut cut;
  private final ShardGradients[] gradients = new ShardGradients[ShardCut.MOST];
  private final double[][] shardLosses;
  private final double[] termLosses;

  /** What is measured of the batch, and of each shard; null if no factor depends on a batch. */
  private final @Nullable BatchSums sums;

  private final List<BatchSums> shardSums = new ArrayList<>();
  private final OptimizerState state;
  private final List<DenseUpdate> dense;
  private final List<StatisticUpdate> statistics;
  private final List<TableUpdate> tables = new ArrayList<>();
  private int[] tableOfTask = new int[64];
  private int[] rangeOfTask = new int[64];
  private boolean[] bad = new boolean[64];
  private int tableTasks;
  private double scale;
  private Runnable aside = () -> {};
  private int impressions;
  private AdamStep adam = new AdamStep(0, 0, 0, 1, 1);

  /** What belongs to one worker, or to one shard where it is kept from phase to phase. */
  private record Crew(
      Kernels kernels,
      Workspace workspace,
      ObjectiveLoss loss,
      Matrix[] logits,
      Matrix[] logitGradients) {}

  TrainingStep(
      FunnelGraph graph, Objective objective, Weights weights, Workers workers, StageClock clock) {
    this.objective = objective;
    this.weights = weights;
    this.workers = workers;
    this.clock = clock;
    this.logits = graph.trained();
    Plan plan = Plan.forTraining(logits);
    this.cut = new ShardCut(plan);
    Precision precision = weights.precision();
    int heads = logits.size();
    boolean measures = objective.dependsOnBatch();
    for (int w = 0;
        w < (measures ? Math.max(workers.size(), ShardCut.MOST) : workers.size());
        w++) {
      Kernels kernels = KernelChoice.create(precision);
      crew.add(
          new Crew(
              kernels,
              new Workspace(plan, kernels, weights),
              new ObjectiveLoss(objective),
              new Matrix[heads],
              new Matrix[heads]));
    }
    for (int s = 0; s < gradients.length; s++) {
      gradients[s] = new ShardGradients(plan, precision, objective.parameters());
    }
    this.sums = measures ? new BatchSums(objective) : null;
    for (int s = 0; measures && s < gradients.length; s++) {
      shardSums.add(new BatchSums(objective));
    }
    this.shardLosses = new double[gradients.length][objective.terms().size()];
    this.termLosses = new double[objective.terms().size()];
    Weights first = new Weights(weights.parameters(), precision);
    Weights second = new Weights(weights.parameters(), precision);
    this.state = new OptimizerState(weights, first, second);
    List<Parameter> denseOnes = new ArrayList<>(plan.parameters(Parameter.Kind.DENSE));
    denseOnes.addAll(objective.parameters());
    this.dense = DenseUpdate.pieces(denseOnes, gradients, weights, first, second);
    List<Tensor> inputs = plan.embeddingInputs();
    this.statistics =
        plan.parameters(Parameter.Kind.STATISTIC).stream()
            .map(statistic -> new StatisticUpdate(statistic, gradients, weights))
            .toList();
    for (Parameter table : plan.parameters(Parameter.Kind.TABLE)) {
      tables.add(new TableUpdate(table, inputs, weights, first, second));
    }
  }

  /**
   * Goes through the training set once if a table's penalty needs to know how often its rows occur.
   *
   * @param batch of the set, to be overwritten
   */
  void countRows(TrainingSet set, Batch batch) {
    List<TableUpdate> counting = tables.stream().filter(TableUpdate::penalizes).toList();
    if (counting.isEmpty()) {
      return;
    }
    int[] part = new int[COUNTED_TOGETHER];
    for (int from = 0; from < set.requests(); from += part.length) {
      int count = Math.min(part.length, set.requests() - from);
      for (int i = 0; i < count; i++) {
        part[i] = from + i;
      }
      set.read(part, 0, count, batch);
      counting.forEach(table -> table.count(batch));
    }
  }

  /**
   * Takes one step.
   *
   * @param draw what chance depends on in this step
   * @param meanwhile something else that a worker does while others run the shards
   * @return empty, or the name of a parameter whose gradient is not finite; then nothing has
   *     changed
   */
  Optional<String> take(Batch batch, AdamStep step, long draw, Runnable meanwhile) {
    adam = step;
    impressions = batch.impressions();
    scale = 1.0 / impressions;
    cut.cut(batch, draw);
    workers.run(tables.size(), (worker, t) -> index(batch, t));
    aside = meanwhile;
    if (sums == null) {
      workers.run(1 + cut.count(), this::runShard);
    } else {
      workers.run(1 + cut.count(), this::measureShard);
      sums.clear();
      for (int s = 0; s < cut.count(); s++) {
        sums.add(shardSums.get(s));
      }
      workers.run(cut.count(), this::finishShard);
    }
    Arrays.fill(termLosses, 0);
    for (int s = 0; s < cut.count(); s++) {
      for (int t = 0; t < termLosses.length; t++) {
        termLosses[t] += shardLosses[s][t];
      }
    }
    shareOut();
    workers.run(dense.size() + tableTasks, this::reduce);
    for (int i = 0; i < dense.size() + tableTasks; i++) {
      if (bad[i]) {
        return Optional.of(parameterOf(i).name());
      }
    }
    for (int i = 0; i < statistics.size(); i++) {
      if (!statistics.get(i).reduce(cut.count())) {
        return Optional.of(statistics.get(i).parameter().name());
      }
    }
    workers.run(dense.size() + tableTasks, this::apply);
    for (int i = 0; i < statistics.size(); i++) {
      statistics.get(i).apply();
    }
    return Optional.empty();
  }

  /** The loss of the last step, for each term: weighted, per impression of the batch. */
  double[] termLosses() {
    return termLosses;
  }

  /** All that steps change; not to be touched while one is being taken. */
  OptimizerState state() {
    return state;
  }

  Objective objective() {
    return objective;
  }

  private void index(Batch batch, int t) {
    long start = System.nanoTime();
    tables.get(t).index(batch, cut);
    clock.add(Stage.INDEX, start);
  }

  /** Task 0 is what is done aside, task i the shard i - 1. */
  private void runShard(int worker, int i) {
    if (i == 0) {
      aside.run();
      return;
    }
    forward(crew.get(worker), i - 1);
    backward(crew.get(worker), i - 1);
  }

  /** The same tasks; a shard runs forward alone. */
  private void measureShard(int worker, int i) {
    if (i == 0) {
      aside.run();
      return;
    }
    int s = i - 1;
    Crew own = crew.get(s);
    forward(own, s);
    long time = System.nanoTime();
    Shard shard = cut.shards()[s];
    own.loss()
        .measure(
            shard.batch(),
            shard.firstImpression(),
            own.logits(),
            own.logitGradients(),
            scale,
            shardSums.get(s));
    clock.add(Stage.LOSS, time);
  }

  /** Task s is the rest of shard s. */
  private void finishShard(int worker, int s) {
    Crew own = crew.get(s);
    own.loss().take(Objects.requireNonNull(sums), scale);
    backward(own, s);
  }

  private void forward(Crew own, int s) {
    long time = System.nanoTime();
    Workspace workspace = own.workspace();
    workspace.forward(cut.shards()[s], gradients[s]);
    clock.add(Stage.FORWARD, time);
    for (int h = 0; h < own.logits().length; h++) {
      own.logits()[h] = workspace.value(logits.get(h));
      own.logitGradients()[h] = workspace.gradient(logits.get(h));
    }
    own.loss().take(weights);
  }

  private void backward(Crew own, int s) {
    long time = System.nanoTime();
    Shard shard = cut.shards()[s];
    Arrays.fill(shardLosses[s], 0);
    own.loss()
        .evaluate(
            shard.batch(),
            shard.firstImpression(),
            own.logits(),
            own.logitGradients(),
            scale,
            shardLosses[s]);
    time = clock.add(Stage.LOSS, time);
    own.workspace().backward();
    own.loss().writeGradients(gradients[s]);
    clock.add(Stage.BACKWARD, time);
  }

  private void shareOut() {
    tableTasks = 0;
    for (int t = 0; t < tables.size(); t++) {
      tables.get(t).setGradients(gradients, cut.count());
      for (int r = 0; r < tables.get(t).ranges(); r++) {
        if (tableTasks == tableOfTask.length) {
          tableOfTask = Arrays.copyOf(tableOfTask, 2 * tableTasks);
          rangeOfTask = Arrays.copyOf(rangeOfTask, 2 * tableTasks);
        }
        tableOfTask[tableTasks] = t;
        rangeOfTask[tableTasks++] = r;
      }
    }
    if (bad.length < dense.size() + tableTasks) {
      bad = new boolean[2 * (dense.size() + tableTasks)];
    }
  }

  private void reduce(int worker, int i) {
    long start = System.nanoTime();
    Kernels kernels = crew.get(worker).kernels();
    int t = i - dense.size();
    bad[i] =
        t < 0
            ? !dense.get(i).reduce(kernels, cut.count(), impressions)
            : !tables.get(tableOfTask[t]).reduce(kernels, rangeOfTask[t], impressions);
    clock.add(Stage.REDUCE, start);
  }

  private void apply(int worker, int i) {
    long start = System.nanoTime();
    Kernels kernels = crew.get(worker).kernels();
    int t = i - dense.size();
    if (t < 0) {
      dense.get(i).apply(kernels, adam, impressions);
    } else {
      tables.get(tableOfTask[t]).apply(kernels, adam, impressions, rangeOfTask[t]);
    }
    clock.add(Stage.UPDATE, start);
  }

  private Parameter parameterOf(int i) {
    int t = i - dense.size();
    return t < 0 ? dense.get(i).parameter() : tables.get(tableOfTask[t]).table();
  }
}
