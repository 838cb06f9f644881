package io.esmm.benchmarks;

import io.esmm.numerics.KernelChoice;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gradients to the weights of two towers of 360-200-80, of a batch cut into shards, added up in
 * two ways. In the fixed order, as training does it: every shard writes gradients of its own, and
 * then all are added in the order of the shards. As shards end: every thread adds the products of
 * the shards that it happens to take to sums of its own, which needs no other memory, and then
 * those of the threads are added; their bits depend on who took what. Used by one thread.
 */
final class GradientSums implements AutoCloseable {
  /** Rows of a batch. */
  static final int ROWS = 4096;

  private static final int SHARDS = 16;

  /** Elements that a thread adds at a time. */
  private static final int PIECE = 1 << 14;

  private static final int TOWERS = 2;
  private static final int[] WIDTHS = {414, 360, 200, 80, 1};

  private final int threads;
  private final ExecutorService pool;
  private final List<Kernels> kernels = new ArrayList<>();

  /** By shard and layer. */
  private final Matrix[][] inputs = new Matrix[SHARDS][];

  private final Matrix[][] outputGradients = new Matrix[SHARDS][];

  /** By shard and layer of either tower. */
  private final Matrix[][] ofShards = new Matrix[SHARDS][];

  /** By thread and layer of either tower. */
  private final Matrix[][] ofThreads;

  private final boolean[] begun;
  private final Matrix[] sums;

  GradientSums(int threads) {
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads);
    SplittableRandom random = new SplittableRandom(7);
    int layers = WIDTHS.length - 1;
    for (int s = 0; s < SHARDS; s++) {
      inputs[s] = new Matrix[layers];
      outputGradients[s] = new Matrix[layers];
      for (int l = 0; l < layers; l++) {
        inputs[s][l] = Operands.random(ROWS / SHARDS, WIDTHS[l], random);
        outputGradients[s][l] = Operands.random(ROWS / SHARDS, WIDTHS[l + 1], random);
      }
      ofShards[s] = gradients();
    }
    ofThreads = new Matrix[threads][];
    for (int t = 0; t < threads; t++) {
      kernels.add(KernelChoice.create(Precision.FLOAT));
      ofThreads[t] = gradients();
    }
    begun = new boolean[threads];
    sums = gradients();
  }

  private static Matrix[] gradients() {
    int layers = WIDTHS.length - 1;
    Matrix[] gradients = new Matrix[TOWERS * layers];
    for (int i = 0; i < gradients.length; i++) {
      int l = i % layers;
      gradients[i] = Matrix.of(Precision.FLOAT, WIDTHS[l], WIDTHS[l + 1]);
    }
    return gradients;
  }

  /** The sums over all shards, in the fixed order. */
  Matrix[] inFixedOrder() {
    together(SHARDS, (thread, s) -> multiply(thread, s, false, ofShards[s]));
    addUp(ofShards, SHARDS);
    return sums;
  }

  /** The sums over all shards, in the order in which threads took them. */
  Matrix[] asShardsEnd() {
    Arrays.fill(begun, false);
    together(
        SHARDS,
        (thread, s) -> {
          multiply(thread, s, begun[thread], ofThreads[thread]);
          begun[thread] = true;
        });
    Matrix[][] parts = new Matrix[threads][];
    int count = 0;
    for (int t = 0; t < threads; t++) {
      if (begun[t]) {
        parts[count++] = ofThreads[t];
      }
    }
    addUp(parts, count);
    return sums;
  }

  private void multiply(int thread, int s, boolean accumulate, Matrix[] to) {
    for (int i = 0; i < to.length; i++) {
      int l = i % inputs[s].length;
      kernels
          .get(thread)
          .denseWeightGradient(inputs[s][l], outputGradients[s][l], accumulate, to[i]);
    }
  }

  private void addUp(Matrix[][] parts, int count) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      int parameter = i;
      Matrix sum = sums[i];
      int step = Math.max(1, PIECE / sum.columns());
      for (int r = 0; r < sum.rows(); r += step) {
        int from = r;
        int rows = Math.min(step, sum.rows() - r);
        pieces.add(thread -> {
          Matrix[] piece = new Matrix[count];
          for (int p = 0; p < count; p++) {
            piece[p] = parts[p][parameter].rows(from, rows);
          }
          kernels.get(thread).sum(piece, count, sum.rows(from, rows));
        });
      }
    }
    together(pieces.size(), (thread, i) -> pieces.get(i).run(thread));
  }

  private interface Piece {
    void run(int thread);
  }

  private interface Task {
    void run(int thread, int number);
  }

  /** Tasks 0 to count - 1, each by the thread that is free first. */
  private void together(int count, Task task) {
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> crew = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      crew.add(() -> {
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
          task.run(thread, i);
        }
        return null;
      });
    }
    try {
      for (Future<Void> done : pool.invokeAll(crew)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a sum has failed", e.getCause());
    }
  }

  /**
   * Compares both ways.
   *
   * @throws IllegalStateException if their sums differ by more than rounding
   */
  void check() {
    List<float[]> fixed = new ArrayList<>();
    for (Matrix sum : inFixedOrder()) {
      fixed.add(sum.floats().clone());
    }
    Matrix[] other = asShardsEnd();
    for (int i = 0; i < other.length; i++) {
      float[] values = other[i].floats();
      for (int e = 0; e < values.length; e++) {
        // Sums of 4,096 products of numbers up to 1 in size.
        if (!(Math.abs(values[e] - fixed.get(i)[e]) <= 1e-3)) {
          throw new IllegalStateException(
              "the sums differ: " + fixed.get(i)[e] + " in the fixed order, else " + values[e]);
        }
      }
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
