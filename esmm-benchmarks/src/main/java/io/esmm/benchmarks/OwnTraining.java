package io.esmm.benchmarks;

import io.esmm.train.Stage;
import io.esmm.train.StageClock;
import io.esmm.train.Trainer;
import io.esmm.train.TrainingListener;
import io.esmm.train.TrainingProgress;
import io.esmm.train.TrainingStopped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A training of ours that runs by turns: between two of them it stands still, after a step. Its
 * turns are for one thread to ask for; it trains on threads of its own.
 */
final class OwnTraining implements TrainingRunner, AutoCloseable {
  private final StageClock clock = new StageClock();
  private final Semaphore next = new Semaphore(0);
  private final BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
  private final int threads;
  private final Trainer trainer;
  private final Thread training;
  private volatile double window;
  private volatile boolean closed;
  private long counted;

  /**
   * A turn.
   *
   * @param rows impressions
   * @param nanoseconds they took
   * @param failure what ended the training instead; null if nothing did
   */
  private record Turn(long rows, long nanoseconds, @Nullable Throwable failure) {}

  /** A training that has made no step. */
  OwnTraining(Ours ours, int threads) {
    this.threads = threads;
    this.trainer = ours.trainer(threads).withStageClock(clock).withListener(new BetweenTurns());
    this.training = Thread.ofPlatform().daemon().unstarted(() -> train(ours));
  }

  private void train(Ours ours) {
    try {
      trainer.train(ours.workload().set());
      turns.add(new Turn(0, 0, new IllegalStateException("all epochs are over")));
    } catch (TrainingStopped e) {
      // It was closed.
    } catch (RuntimeException | Error e) {
      turns.add(new Turn(0, 0, e));
    }
  }

  @Override
  public String name() {
    return threads == 1 ? "1 thread" : threads + " threads";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if training has failed
   */
  @Override
  public double run(double seconds) {
    if (training.getState() == Thread.State.NEW) {
      training.start();
      take(); // the first step finds everything cold
      clock.reset();
    }
    window = 1e9 * seconds;
    next.release();
    Turn turn = take();
    counted += turn.rows();
    return turn.rows() * 1e9 / turn.nanoseconds();
  }

  private Turn take() {
    try {
      Turn turn = turns.take();
      if (turn.failure() != null) {
        throw new IllegalStateException("training has failed", turn.failure());
      }
      return turn;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }

  /** Forgets the times of stages so far; call between turns. */
  void resetStages() {
    clock.reset();
    counted = 0;
  }

  /** Seconds of one thread per impression that each stage has taken, those that ran. */
  Map<Stage, Double> stages() {
    Map<Stage, Double> seconds = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      if (clock.nanoseconds(stage) > 0) {
        seconds.put(stage, clock.nanoseconds(stage) / 1e9 / counted);
      }
    }
    return seconds;
  }

  @Override
  public void close() {
    closed = true;
    trainer.stop();
    next.release();
    try {
      training.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends a turn after the step that its time runs out in, and waits for the next. */
  private final class BetweenTurns implements TrainingListener {
    private long start = System.nanoTime();
    private long firstRow;

    @Override
    public void onStep(TrainingProgress progress) {
      long elapsed = System.nanoTime() - start;
      if (closed || elapsed < window) {
        return;
      }
      turns.add(new Turn(progress.rows() - firstRow, elapsed, null));
      next.acquireUninterruptibly();
      start = System.nanoTime();
      firstRow = progress.rows();
    }
  }
}
