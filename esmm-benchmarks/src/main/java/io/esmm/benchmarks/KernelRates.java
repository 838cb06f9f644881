package io.esmm.benchmarks;

import io.esmm.benchmarks.LayerProduct.Product;
import io.esmm.machine.KernelSpeed;
import io.esmm.numerics.KernelChoice;
import io.esmm.numerics.Kernels;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each kernel reaches in this JVM: the best and the median of many slices of CPU time, all
 * kernels in turn, as in training, so that none is compiled as if it were alone.
 *
 * @param peak operations per second that multiply-adds in registers reached between the slices
 * @param rates of the kernels
 */
record KernelRates(double peak, List<Rate> rates) {
  /** Layers of the paper's towers, and widths that have kernels of their own. */
  private static final int[][] LAYERS = {
    {414, 360}, {360, 200}, {200, 80}, {80, 1}, {414, 8}, {414, 18}
  };

  private static final double SLICE = 10e6;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * One kernel's rate.
   *
   * @param best work per second of CPU time in the best slice
   * @param median in the middle one
   */
  record Rate(String name, KernelCase.Bound bound, double best, double median) {}

  /**
   * Measures on the calling thread.
   *
   * @param rows of the layers
   * @param slices of each kernel, the first of which are its warm-up
   * @throws IllegalStateException if a kernel's result is wrong
   */
  static KernelRates measure(int rows, int slices) {
    List<KernelCase> cases = cases(KernelChoice.create(), rows);
    double[][] measured = new double[cases.size()][slices];
    double peak = 0;
    for (int slice = 0; slice < slices; slice++) {
      for (int i = 0; i < cases.size(); i++) {
        measured[i][slice] = rate(cases.get(i));
      }
      if (slice % 10 == 0) {
        peak = Math.max(peak, KernelSpeed.measure(0).peakFlops());
      }
    }
    List<Rate> rates = new ArrayList<>();
    for (int i = 0; i < measured.length; i++) {
      KernelCase of = cases.get(i);
      of.check();
      Arrays.sort(measured[i]);
      rates.add(new Rate(of.name(), of.bound(), measured[i][slices - 1], measured[i][slices / 2]));
    }
    return new KernelRates(peak, rates);
  }

  private static List<KernelCase> cases(Kernels kernels, int rows) {
    List<KernelCase> cases = new ArrayList<>();
    for (int[] layer : LAYERS) {
      for (Product product : Product.values()) {
        cases.add(LayerProduct.of(kernels, product, rows, layer[0], layer[1]));
      }
    }
    TableRows tableRows = new TableRows(kernels, TableRows.BEYOND_CACHES);
    for (TableRows.Use use : TableRows.Use.values()) {
      cases.add(tableRows.of(use));
    }
    for (FunctionValues.Function function : FunctionValues.Function.values()) {
      cases.add(FunctionValues.of(kernels, function));
    }
    return cases;
  }

  private static double rate(KernelCase of) {
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
  double share(Rate rate, double of) {
    return switch (rate.bound()) {
      case ARITHMETIC -> of / peak;
      case MEMORY -> of / plain();
      case VALUES -> Double.NaN;
    };
  }

  private double plain() {
    return rates.stream()
        .filter(rate -> rate.name().equals(TableRows.PLAIN))
        .mapToDouble(Rate::best)
        .findFirst()
        .orElseThrow();
  }
}
