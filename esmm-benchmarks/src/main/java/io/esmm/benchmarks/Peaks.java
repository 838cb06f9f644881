package io.esmm.benchmarks;

import io.esmm.machine.KernelSpeed;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The peak of several threads: cores that share something with each other reach less together. */
public final class Peaks {
  private Peaks() {}

  /** Operations per second of multiply-adds in registers, added up over threads at one time. */
  public static double together(int threads) {
    double[] peaks = new double[threads];
    Thread[] crew =
        IntStream.range(0, threads)
            .mapToObj(i -> new Thread(() -> peaks[i] = KernelSpeed.measure(0).peakFlops()))
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
    return Arrays.stream(peaks).sum();
  }
}
