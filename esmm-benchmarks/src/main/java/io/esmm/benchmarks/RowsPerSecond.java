package io.esmm.benchmarks;

import io.esmm.batch.Batch;
import io.esmm.model.EsmmModel;
import io.esmm.train.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** How fast the rows of a prepared set go by: only read, or read and scored. */
final class RowsPerSecond {
  private final TrainingSet set;
  private final RowPieces pieces;
  private final Consumer<Batch> use;
  private final AtomicInteger next = new AtomicInteger();
  private final LongAdder rows = new LongAdder();
  private final AtomicBoolean done = new AtomicBoolean();

  private RowsPerSecond(TrainingSet set, RowPieces pieces, Consumer<Batch> use) {
    this.set = set;
    this.pieces = pieces;
    this.use = use;
  }

  /** Reads in random order on one thread, as training does, and nothing else. */
  static double[] reading(TrainingSet set, double warmUp, double window, int windows) {
    return new RowsPerSecond(set, RowPieces.shuffled(set), _ -> {})
        .measure(1, warmUp, window, windows);
  }

  /** Reads in order and scores: bulk prediction, but for the writing of its text. */
  static double[] scoring(
      EsmmModel model, TrainingSet set, int threads, double warmUp, double window, int windows) {
    return new RowsPerSecond(set, RowPieces.inOrder(set), model::predict)
        .measure(threads, warmUp, window, windows);
  }

  private double[] measure(int threads, double warmUp, double window, int windows) {
    List<Future<?>> crew = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      try {
        for (int t = 0; t < threads; t++) {
          crew.add(pool.submit(this::work));
        }
        watch(warmUp);
        double[] rates = new double[windows];
        for (int w = 0; w < windows; w++) {
          rates[w] = watch(window);
        }
        return rates;
      } finally {
        done.set(true);
      }
    } finally {
      crew.forEach(RowsPerSecond::rethrow);
    }
  }

  private void work() {
    Batch batch = set.newBatch();
    while (!done.get()) {
      int[] requests = pieces.get(next.getAndIncrement());
      set.read(requests, 0, requests.length, batch);
      use.accept(batch);
      rows.add(batch.impressions());
    }
  }

  /** Rows per second while so many seconds pass. */
  private double watch(double seconds) {
    long start = System.nanoTime();
    long before = rows.sum();
    try {
      Thread.sleep((long) (1e3 * seconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
    return 1e9 * (rows.sum() - before) / (System.nanoTime() - start);
  }

  private static void rethrow(Future<?> worker) {
    try {
      worker.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("rows could not be read or scored", e.getCause());
    }
  }
}
