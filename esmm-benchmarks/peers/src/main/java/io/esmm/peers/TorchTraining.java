package io.esmm.peers;

import io.esmm.benchmarks.TrainingRunner;
import io.esmm.peers.torch.Twin;

/** A twin on the number of threads that suits it best. Its batches are tensors already. */
final class TorchTraining implements TrainingRunner {
  private final Twin twin;
  private final int threads;
  private int next;

  private TorchTraining(Twin twin, int threads) {
    this.twin = twin;
    this.threads = threads;
  }

  /**
   * Tries one, two, four ... threads.
   *
   * @param twin with batches
   * @param most threads
   * @param seconds of each trial
   */
  static TorchTraining tuned(Twin twin, int most, double seconds) {
    TorchTraining best = new TorchTraining(twin, 1);
    double bestRate = 0;
    for (int threads = 1; threads <= most; threads *= 2) {
      TorchTraining tried = new TorchTraining(twin, threads);
      tried.run(0); // its first step finds everything cold
      double rate = tried.run(seconds);
      if (rate > bestRate) {
        best = tried;
        bestRate = rate;
      }
    }
    return best;
  }

  @Override
  public String name() {
    return twin.name() + ", " + threads + (threads == 1 ? " thread" : " threads");
  }

  @Override
  public double run(double seconds) {
    Twin.setThreads(threads);
    long start = System.nanoTime();
    long rows = 0;
    long elapsed;
    do {
      twin.step(next);
      rows += twin.rows(next);
      next = (next + 1) % twin.batches();
      elapsed = System.nanoTime() - start;
    } while (elapsed < 1e9 * seconds);
    return rows * 1e9 / elapsed;
  }
}
