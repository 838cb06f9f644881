package io.esmm.peers;

import io.esmm.benchmarks.Workload;
import io.esmm.graph.Weights;
import io.esmm.numerics.Precision;
import io.esmm.objective.Objective;
import io.esmm.scoring.FunnelGraph;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.Trainer;

/**
 * Our side of a comparison of training.
 *
 * @param workload what is trained on
 * @param graph its towers
 */
record Ours(Workload workload, FunnelGraph graph) {

  static Ours of(Workload workload) {
    return new Ours(
        workload,
        FunnelGraph.of(
            workload.config().funnel(),
            workload.config().embedding(),
            workload.set().schema(),
            TowerRegistry.load()));
  }

  Trainer trainer(int threads) {
    Objective objective =
        Objective.of(
            workload.config().objective().terms(workload.config().funnel()), graph.funnel());
    return new Trainer(
            graph, objective, workload.config().optimizer(), workload.config().training())
        .withThreads(threads);
  }

  /** The weights before the first step. */
  Weights weights() {
    return Weights.initial(
        graph.parameters(), workload.config().training().seed(), Precision.FLOAT);
  }
}
