package io.esmm.numerics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of docs/kernels.md. With one argument, a number of rows, it measures in this JVM and
 * prints a line for each product: its name, its rate and the peak in GFLOP/s. With a second
 * argument it starts that many fresh JVMs, one after the other, and prints the least, the median
 * and the greatest rate as a share of each JVM's own peak.
 */
final class KernelTable {
  private static final int[][] LAYERS = {{414, 360}, {360, 200}, {200, 80}, {80, 1}};
  private static final int SLICES = 60;

  private final Kernels kernels = KernelChoice.create();
  private final int rows;

  private KernelTable(int rows) {
    this.rows = rows;
  }

  public static void main(String[] args) throws IOException {
    int rows = Integer.parseInt(args[0]);
    if (args.length > 1) {
      fork(rows, Integer.parseInt(args[1]));
    } else {
      new KernelTable(rows).measure();
    }
  }

  private void measure() {
    KernelRate.Peak peak = KernelRate.peakLoop();
    Map<String, Double> best = new LinkedHashMap<>();
    double greatestPeak = 0;
    // All products in turn, as in training, so that none is compiled as if it were alone.
    for (int slice = 0; slice < SLICES; slice++) {
      for (int[] layer : LAYERS) {
        measure(layer[0], layer[1], best);
      }
      if (slice % 10 == 9) {
        greatestPeak = Math.max(greatestPeak, peak.measure());
      }
    }
    for (Map.Entry<String, Double> product : best.entrySet()) {
      System.out.printf(
          "%s;%.1f;%.1f%n", product.getKey(), product.getValue() / 1e9, greatestPeak / 1e9);
    }
  }

  private void measure(int d, int h, Map<String, Double> best) {
    Matrix x = random(rows, d);
    Matrix w = random(d, h);
    Matrix bias = random(1, h);
    Matrix y = random(rows, h);
    Matrix dw = random(d, h);
    Matrix dx = random(rows, d);
    double operations = 2.0 * rows * d * h;
    int calls = (int) Math.max(1, 1e9 / operations);
    String shape = d + "x" + h;
    long start = CpuClock.nanoseconds();
    for (int i = 0; i < calls; i++) {
      kernels.dense(x, w, bias, ElementFunction.RELU, false, y);
    }
    note(best, shape + " forward", operations * calls, start);
    start = CpuClock.nanoseconds();
    for (int i = 0; i < calls; i++) {
      kernels.denseInputGradient(y, w, false, dx);
    }
    note(best, shape + " input gradient", operations * calls, start);
    start = CpuClock.nanoseconds();
    for (int i = 0; i < calls; i++) {
      kernels.denseWeightGradient(x, y, false, dw);
    }
    note(best, shape + " weight gradient", operations * calls, start);
  }

  private static void note(
      Map<String, Double> best, String product, double operations, long start) {
    best.merge(product, 1e9 * operations / (CpuClock.nanoseconds() - start), Math::max);
  }

  private static Matrix random(int rows, int columns) {
    Matrix matrix = Matrix.of(Precision.FLOAT, rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.floats()[i] = (i % 17 - 8) * 0.01f;
    }
    return matrix;
  }

  private static void fork(int rows, int times) throws IOException {
    Map<String, List<double[]>> results = new LinkedHashMap<>();
    for (int i = 0; i < times; i++) {
      for (String line : runFreshJvm(rows)) {
        String[] parts = line.split(";", -1);
        if (parts.length == 3) {
          double[] rates = {Double.parseDouble(parts[1]), Double.parseDouble(parts[2])};
          results.computeIfAbsent(parts[0], product -> new ArrayList<>()).add(rates);
        }
      }
    }
    System.out.println(
        "| product, " + rows + " rows | GFLOP/s | of peak: median | least | greatest |");
    System.out.println("|---|---|---|---|---|");
    for (Map.Entry<String, List<double[]>> result : results.entrySet()) {
      double[] rates = result.getValue().stream().mapToDouble(r -> r[0]).sorted().toArray();
      double[] shares =
          result.getValue().stream().mapToDouble(r -> 100 * r[0] / r[1]).sorted().toArray();
      System.out.printf(
          "| %s | %.1f | %.0f %% | %.0f %% | %.0f %% |%n",
          result.getKey(),
          rates[rates.length / 2],
          shares[shares.length / 2],
          shares[0],
          shares[shares.length - 1]);
    }
    double[] peaks =
        results.values().iterator().next().stream().mapToDouble(r -> r[1]).sorted().toArray();
    System.out.printf(
        "%nPeak of one core: %.1f GFLOP/s; %s; %d JVMs.%n",
        peaks[peaks.length / 2], KernelChoice.create().description(), times);
  }

  private static List<String> runFreshJvm(int rows) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        Arrays.asList(
            "-cp",
            System.getProperty("java.class.path"),
            KernelTable.class.getName(),
            Integer.toString(rows)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output.lines().toList();
  }
}
