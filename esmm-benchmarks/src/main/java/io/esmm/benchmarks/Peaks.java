package io.esmm.benchmarks;

import io.esmm.machine.KernelSpeed;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * What several threads reach at the same time: cores that share something with each other reach
 * less together than each alone.
 */
final class Peaks {
  private static final int FLOATS = 1 << 24;
  private static final int COPIES = 20;

  private Peaks() {}

  /** Operations per second of multiply-adds in registers, added up over the threads. */
  static double flops(int threads) {
    return together(threads, () -> KernelSpeed.measure(0).peakFlops());
  }

  /** Bytes per second that are copied from one place to another beyond the caches, added up. */
  static double copied(int threads) {
    return together(threads, Peaks::copy);
  }

  private static double copy() {
    float[] from = new float[FLOATS];
    float[] to = new float[FLOATS];
    double best = 0;
    for (int i = 0; i < COPIES; i++) {
      long start = System.nanoTime();
      System.arraycopy(from, 0, to, 0, FLOATS);
      best = Math.max(best, 1e9 * Float.BYTES * FLOATS / (System.nanoTime() - start));
    }
    return best;
  }

  private static double together(int threads, DoubleSupplier rate) {
    double[] rates = new double[threads];
    Thread[] crew =
        IntStream.range(0, threads)
            .mapToObj(i -> new Thread(() -> rates[i] = rate.getAsDouble()))
            .toArray(Thread[]::new);
    for (Thread thread : crew) {
      thread.start();
    }
    for (Thread thread : crew) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while measuring", e);
      }
    }
    return Arrays.stream(rates).sum();
  }
}
