package io.esmm.peers;

import io.esmm.peers.torch.Twin;
import io.esmm.train.Trainer;
import io.esmm.train.TrainingListener;
import io.esmm.train.TrainingProgress;
import io.esmm.train.TrainingStopped;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains ours and its twins by turns, a window each, so that what else runs on the machine meets
 * all of them. Ours stands still, between two steps, while another has its turn.
 */
final class TrainingTurns implements TrainingListener {
  private final Trainer trainer;
  private final List<Runner> twins;
  private final double warmUp;
  private final double window;
  private final int turns;
  private final Windows ours = new Windows("ours");
  private final long begun = System.nanoTime();
  private boolean warm;
  private long windowStart;
  private long windowRows;

  private TrainingTurns(
      Trainer trainer, List<Runner> twins, double warmUp, double window, int turns) {
    this.trainer = trainer;
    this.twins = twins;
    this.warmUp = warmUp;
    this.window = window;
    this.turns = turns;
  }

  /** A twin, the number of threads that suits it best, and its windows. */
  private static final class Runner {
    private final Twin twin;
    private final int threads;
    private final Windows windows;
    private int next;

    Runner(Twin twin, int threads) {
      this.twin = twin;
      this.threads = threads;
      this.windows =
          new Windows(twin.name() + ", " + threads + (threads == 1 ? " thread" : " threads"));
    }

    /** At least one step. */
    void run(double seconds) {
      Twin.setThreads(threads);
      long start = System.nanoTime();
      long rows = 0;
      long elapsed;
      do {
        twin.step(next);
        rows += twin.rows(next);
        next = (next + 1) % twin.batches();
        elapsed = System.nanoTime() - start;
      } while (elapsed < seconds * 1e9);
      windows.add(rows, elapsed);
    }
  }

  /**
   * The rates of ours, then of each twin.
   *
   * @param twins with their batches
   * @param threads the most to train on; each twin is tried on one, two, four ... of them
   * @param warmUp seconds of ours before its first window, and a window of each twin
   * @param window seconds
   * @param turns windows of each
   */
  static List<Windows> measure(
      Ours ours, List<Twin> twins, int threads, double warmUp, double window, int turns) {
    List<Runner> runners =
        twins.stream().map(twin -> new Runner(twin, bestThreads(twin, threads, window))).toList();
    Trainer trainer = ours.trainer(threads);
    TrainingTurns watched = new TrainingTurns(trainer, runners, warmUp, window, turns);
    try {
      trainer.withListener(watched).train(ours.workload().set());
    } catch (TrainingStopped e) {
      // As it should.
    }
    List<Windows> all = new ArrayList<>(List.of(watched.ours));
    runners.forEach(runner -> all.add(runner.windows));
    return all;
  }

  private static int bestThreads(Twin twin, int most, double window) {
    int best = 1;
    double bestRate = 0;
    for (int threads = 1; threads <= most; threads *= 2) {
      Runner tried = new Runner(twin, threads);
      tried.run(0); // its first step finds everything cold
      tried.run(window);
      double rate = tried.windows.rates().getLast();
      if (rate > bestRate) {
        best = threads;
        bestRate = rate;
      }
    }
    return best;
  }

  @Override
  public void onStep(TrainingProgress progress) {
    long now = System.nanoTime();
    if (!warm) {
      if (now - begun > warmUp * 1e9) {
        warm = true;
        begin(progress);
      }
    } else if (now - windowStart > window * 1e9) {
      ours.add(progress.rows() - windowRows, now - windowStart);
      twins.forEach(twin -> twin.run(window));
      if (ours.count() == turns) {
        trainer.stop();
      }
      begin(progress);
    }
  }

  private void begin(TrainingProgress progress) {
    windowRows = progress.rows();
    windowStart = System.nanoTime();
  }
}
