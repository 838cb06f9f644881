package io.esmm.peers;

import io.esmm.benchmarks.Workload;
import io.esmm.peers.torch.Style;
import io.esmm.peers.torch.Twin;
import java.util.ArrayList;
import java.util.List;

/**
 * Training beside PyTorch: first whether both do the same, then how fast.
 *
 * @param disagreement the greatest relative difference between a loss of ours and that of a twin,
 *     over the first steps on the same batches from the same weights
 * @param steps how many steps were compared
 * @param rates ours first
 */
record TrainingComparison(double disagreement, int steps, List<Windows> rates) {
  /** Losses that differ by more are not of the same model. */
  static final double TOLERANCE = 0.01;

  /**
   * How a comparison is made.
   *
   * @param threads the most to train on
   * @param steps to compare the losses of; their batches are those that a twin's rate is taken on
   * @param warmUp seconds
   * @param window seconds
   * @param turns windows of each
   */
  record Plan(int threads, int steps, double warmUp, double window, int turns) {}

  /**
   * Compares.
   *
   * @throws IllegalStateException if the losses differ by more than the tolerance
   */
  static TrainingComparison of(Workload workload, Plan plan) {
    Ours ours = Ours.of(workload);
    FirstSteps first = FirstSteps.of(ours, plan.threads(), plan.steps());
    List<Twin> twins = new ArrayList<>();
    try {
      Twin.setThreads(1);
      double disagreement = 0;
      for (Style style : Style.values()) {
        Twin twin = new Twin(style, workload.config(), workload.set().schema(), ours.weights());
        twins.add(twin);
        first.batches().forEach(twin::add);
        disagreement = Math.max(disagreement, disagreement(twin, first.losses()));
      }
      return new TrainingComparison(
          disagreement,
          first.losses().size(),
          TrainingTurns.measure(
              ours, twins, plan.threads(), plan.warmUp(), plan.window(), plan.turns()));
    } finally {
      twins.forEach(Twin::close);
    }
  }

  /**
   * Trains the twin on its batches.
   *
   * @return the greatest relative difference between its losses and these
   * @throws IllegalStateException if it is above the tolerance
   */
  static double disagreement(Twin twin, List<Double> losses) {
    double greatest = 0;
    for (int i = 0; i < losses.size(); i++) {
      double loss = twin.step(i);
      double difference = Math.abs(loss - losses.get(i)) / losses.get(i);
      if (!(difference <= TOLERANCE)) {
        throw new IllegalStateException(
            "step [%d]: the loss of [%s] is %s, ours %s: not the same model"
                .formatted(i + 1, twin.name(), loss, losses.get(i)));
      }
      greatest = Math.max(greatest, difference);
    }
    return greatest;
  }
}
