package io.esmm.peers;

import io.esmm.benchmarks.Ours;
import io.esmm.benchmarks.PeerStyle;
import io.esmm.benchmarks.Peers;
import io.esmm.benchmarks.TrainingRunner;
import io.esmm.benchmarks.Workload;
import io.esmm.peers.torch.Twin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Twins of a training in PyTorch, one of each style. */
final class TorchPeers implements Peers.TrainingPeers {
  /** Losses that differ by more are not of the same model. */
  static final double TOLERANCE = 0.01;

  private final List<Twin> twins = new ArrayList<>();
  private final Map<PeerStyle, TrainingRunner> runners = new EnumMap<>(PeerStyle.class);
  private double disagreement;

  private TorchPeers() {}

  /**
   * Twins whose first losses agree with ours.
   *
   * @param threads the most to train on
   * @param steps whose losses are compared
   * @param window seconds that each number of threads is tried for
   * @throws IllegalStateException if the losses differ by more than the tolerance
   */
  static TorchPeers of(Ours ours, int threads, int steps, double window) {
    FirstSteps first = FirstSteps.of(ours, threads, steps);
    TorchPeers peers = new TorchPeers();
    boolean agree = false;
    try {
      for (PeerStyle style : PeerStyle.values()) {
        peers.add(style, ours, first, threads, window);
      }
      agree = true;
      return peers;
    } finally {
      if (!agree) {
        peers.close();
      }
    }
  }

  private void add(PeerStyle style, Ours ours, FirstSteps first, int threads, double window) {
    Workload workload = ours.workload();
    Twin.setThreads(threads);
    Twin twin = new Twin(style, workload.config(), workload.set().schema(), ours.weights());
    twins.add(twin);
    first.batches().forEach(twin::add);
    disagreement = Math.max(disagreement, disagreement(twin, comparable(style, first.losses())));
    runners.put(style, TorchTraining.tuned(twin, threads, window));
  }

  /**
   * The losses that a twin of this style has to agree with. Dense Adam goes on moving rows that do
   * not occur, by their moments; no row has any before the first step, so that the second loss is
   * the last that is ours.
   */
  static List<Double> comparable(PeerStyle style, List<Double> losses) {
    return switch (style) {
      case DENSE_ADAM -> losses.subList(0, Math.min(2, losses.size()));
      case SPARSE_ADAM, TUNED -> losses;
    };
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

  @Override
  public Map<PeerStyle, TrainingRunner> runners() {
    return Collections.unmodifiableMap(runners);
  }

  @Override
  public double disagreement() {
    return disagreement;
  }

  @Override
  public void close() {
    twins.forEach(Twin::close);
  }
}
