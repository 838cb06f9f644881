package io.esmm.benchmarks;

import io.esmm.benchmarks.table.Spread;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * What each kernel reaches in this JVM, in slices of CPU time after a warm-up, all kernels in turn,
 * as in training, so that none is compiled as if it were alone.
 *
 * @param peak operations per second that multiply-adds in registers reached between the slices, on
 *     as many threads at once
 * @param rates of the kernels
 */
record KernelRates(double peak, List<Rate> rates) {
  private static final double SLICE = 10e6;

  /** Slices from one measurement of the peak to the next. */
  private static final int PEAK_EVERY = 10;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * One kernel's rate.
   *
   * @param perSecond work per second of CPU time in slices, added up over the threads
   */
  record Rate(String name, KernelCase.Bound bound, Spread perSecond) {}

  /**
   * Measures on threads that all call the same kernel at the same time, as the shards of a step do.
   *
   * @param cases the kernels, asked for by each thread
   * @param warmUp slices of each kernel that do not count
   * @param slices of each kernel that count
   * @throws IllegalStateException if a kernel's result is wrong
   */
  static KernelRates measure(
      Supplier<List<KernelCase>> cases, int threads, int warmUp, int slices) {
    List<List<KernelCase>> crew = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      crew.add(cases.get());
    }
    List<KernelCase> kernels = crew.getFirst();
    double[][] measured = new double[kernels.size()][slices];
    double peak = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int slice = -warmUp; slice < slices; slice++) {
        for (int k = 0; k < measured.length; k++) {
          int kernel = k;
          double rate = together(pool, crew.stream().map(own -> own.get(kernel)).toList());
          if (slice >= 0) {
            measured[k][slice] = rate;
          }
        }
        if (Math.floorMod(slice, PEAK_EVERY) == 0) {
          peak = Math.max(peak, Peaks.flops(threads));
        }
      }
    }
    crew.forEach(own -> own.forEach(KernelCase::check));
    List<Rate> rates = new ArrayList<>();
    for (int k = 0; k < measured.length; k++) {
      rates.add(new Rate(kernels.get(k).name(), kernels.get(k).bound(), Spread.of(measured[k])));
    }
    return new KernelRates(peak, rates);
  }

  /** A slice of each thread's own case, all at once. */
  private static double together(ExecutorService pool, List<KernelCase> cases) {
    try {
      double sum = 0;
      List<Callable<Double>> slices = new ArrayList<>();
      cases.forEach(own -> slices.add(() -> slice(own)));
      for (Future<Double> rate : pool.invokeAll(slices)) {
        sum += rate.get();
      }
      return sum;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a kernel has failed", e.getCause());
    }
  }

  private static double slice(KernelCase of) {
    long start = THREADS.getCurrentThreadCpuTime();
    long elapsed = 0;
    int calls = 0;
    do {
      of.call().run();
      calls++;
      elapsed = THREADS.getCurrentThreadCpuTime() - start;
    } while (elapsed < SLICE);
    return 1e9 * of.work() * calls / elapsed;
  }

  /**
   * A kernel's rate as a share of what bounds it: the peak, or the plain loop over random rows; NaN
   * if nothing does.
   */
  Spread share(Rate rate) {
    return switch (rate.bound()) {
      case ARITHMETIC -> rate.perSecond().over(peak);
      case MEMORY -> rate.perSecond().over(plain());
      case VALUES -> rate.perSecond().over(Double.NaN);
    };
  }

  private double plain() {
    return rates.stream()
        .filter(rate -> rate.name().equals(TableRows.PLAIN))
        .mapToDouble(rate -> rate.perSecond().highest())
        .findFirst()
        .orElseThrow();
  }
}
