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
 *     as many threads at once; the median
 * @param rates of the kernels
 */
record KernelRates(double peak, List<Rate> rates) {
  private static final double SLICE = 10e6;

  /** Slices from one measurement of the peak to the next. */
  private static final int PEAK_EVERY = 4;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * One kernel's rate.
   *
   * @param perSecond work per second of CPU time in slices, added up over the threads
   * @param share of what bounds it: of the peak, or turn by turn of the plain loop over such rows;
   *     NaN if nothing does
   */
  record Rate(String name, KernelCase.Bound bound, Spread perSecond, Spread share) {}

  /** What all threads together did in a slice: work per second, and the processor time it took. */
  private record Slice(double rate, double nanoseconds) {}

  /**
   * Measures on threads that all call the same kernel at the same time, as the shards of a step do.
   *
   * @param cases the kernels, asked for by each thread
   * @param warmUp slices of each kernel that do not count, at least; unless it is 0, they go on
   *     until the compilers are at rest
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
    List<Double> peaks = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      warmUp(pool, crew, warmUp);
      for (int slice = 0; slice < slices; slice++) {
        for (int k = 0; k < measured.length; k++) {
          measured[k][slice] = together(pool, crew, k).rate();
        }
        if (slice % PEAK_EVERY == 0) {
          peaks.add(Peaks.flops(threads));
        }
      }
    }
    crew.forEach(own -> own.forEach(KernelCase::check));
    double peak = Spread.of(peaks.stream().mapToDouble(x -> x).toArray()).median();
    List<Rate> rates = new ArrayList<>();
    for (int k = 0; k < measured.length; k++) {
      KernelCase kernel = kernels.get(k);
      rates.add(
          new Rate(
              kernel.name(),
              kernel.bound(),
              Spread.of(measured[k]),
              share(kernel.bound(), measured[k], peak, kernels, measured)));
    }
    return new KernelRates(peak, rates);
  }

  private static void warmUp(ExecutorService pool, List<List<KernelCase>> crew, int least) {
    WarmUp warmUp = new WarmUp();
    for (int slice = 0; slice < least || (least > 0 && !warmUp.over()); slice++) {
      for (int k = 0; k < crew.getFirst().size(); k++) {
        warmUp.add(together(pool, crew, k).nanoseconds());
      }
    }
  }

  private static Spread share(
      KernelCase.Bound bound,
      double[] rates,
      double peak,
      List<KernelCase> kernels,
      double[][] measured) {
    return switch (bound) {
      case ARITHMETIC -> Spread.of(rates).over(peak);
      case READS -> Spread.ofRatios(rates, measured[place(TableRows.READ, kernels)]);
      case UPDATES -> Spread.ofRatios(rates, measured[place(TableRows.UPDATE, kernels)]);
      case VALUES -> Spread.once(Double.NaN);
    };
  }

  private static int place(String name, List<KernelCase> kernels) {
    return kernels.stream().map(KernelCase::name).toList().indexOf(name);
  }

  /** A slice of each thread's own case of a kernel, all at once. */
  private static Slice together(ExecutorService pool, List<List<KernelCase>> crew, int kernel) {
    try {
      double rate = 0;
      double nanoseconds = 0;
      List<Callable<Slice>> slices = new ArrayList<>();
      crew.forEach(own -> slices.add(() -> slice(own.get(kernel))));
      for (Future<Slice> slice : pool.invokeAll(slices)) {
        rate += slice.get().rate();
        nanoseconds += slice.get().nanoseconds();
      }
      return new Slice(rate, nanoseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a kernel has failed", e.getCause());
    }
  }

  private static Slice slice(KernelCase of) {
    long start = THREADS.getCurrentThreadCpuTime();
    long elapsed = 0;
    int calls = 0;
    do {
      of.call().run();
      calls++;
      elapsed = THREADS.getCurrentThreadCpuTime() - start;
    } while (elapsed < SLICE);
    return new Slice(1e9 * of.work() * calls / elapsed, elapsed);
  }
}
