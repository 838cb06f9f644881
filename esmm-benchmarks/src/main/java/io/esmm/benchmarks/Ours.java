package io.esmm.benchmarks;

import io.esmm.graph.Weights;
import io.esmm.model.EsmmModel;
import io.esmm.numerics.Precision;
import io.esmm.objective.Objective;
import io.esmm.scoring.FunnelGraph;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.Trainer;

/**
 * A workload and its towers, as the library trains and scores them.
 *
 * @param workload what is trained on
 * @param graph its towers
 */
public record Ours(Workload workload, FunnelGraph graph) {

  /** The towers that the workload's configuration describes. */
  public static Ours of(Workload workload) {
    return new Ours(
        workload,
        FunnelGraph.of(
            workload.config().funnel(),
            workload.config().embedding(),
            workload.set().schema(),
            TowerRegistry.load()));
  }

  /** A trainer of these towers. */
  public Trainer trainer(int threads) {
    Objective objective =
        Objective.of(
            workload.config().objective().terms(workload.config().funnel()), graph.funnel());
    return new Trainer(
            graph, objective, workload.config().optimizer(), workload.config().training())
        .withThreads(threads);
  }

  /** The weights before the first step. */
  public Weights weights() {
    return Weights.initial(
        graph.parameters(), workload.config().training().seed(), Precision.FLOAT);
  }

  /** A model that has learnt nothing: scoring costs the same. */
  EsmmModel model() {
    return EsmmModel.of(
        workload.config(), workload.set().schema(), TowerRegistry.load(), weights());
  }
}
