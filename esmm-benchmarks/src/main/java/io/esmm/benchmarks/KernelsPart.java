package io.esmm.benchmarks;

import io.esmm.benchmarks.table.Bar;
import io.esmm.benchmarks.table.Line;
import io.esmm.benchmarks.table.Part;
import io.esmm.benchmarks.table.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The kernels beside what bounds them. */
final class KernelsPart {
  private static final int SHARD = 1024;
  private static final int BATCH = 4096;

  private KernelsPart() {}

  /** The three products of the paper's layers, of the peak of as many threads. */
  static Part layers(int threads, Effort effort) {
    Bar bar = threads == 1 ? Goals.LAYERS_ON_ONE_THREAD : Goals.LAYERS_ON_ALL_THREADS;
    List<Line> lines = new ArrayList<>();
    for (int rows : List.of(SHARD, BATCH)) {
      lines.addAll(shares(() -> KernelCases.layers(rows), words(rows), threads, effort, bar));
    }
    if (threads == 1) {
      lines.addAll(
          shares(() -> KernelCases.narrowLayers(SHARD), words(SHARD), threads, effort, null));
    }
    return Part.of(
        "products of layers, of the peak of %s, packing included"
            .formatted(words(threads, "thread")),
        lines);
  }

  private static List<Line> shares(
      Supplier<List<KernelCase>> cases,
      String rows,
      int threads,
      Effort effort,
      @Nullable Bar bar) {
    KernelRates rates = KernelRates.measure(cases, threads, effort.warmUpSlices(), effort.slices());
    return rates.rates().stream()
        .map(rate -> new Line(rate.name() + ", " + rows, Unit.SHARE, rate.share(), bar))
        .toList();
  }

  /** Uses of embedding tables, of the rate at which their rows can be read or changed. */
  static Part tables(Effort effort) {
    KernelRates rates =
        KernelRates.measure(KernelCases::tables, 1, effort.warmUpSlices(), effort.slices());
    List<Line> lines = new ArrayList<>();
    for (KernelRates.Rate rate : rates.rates()) {
      lines.add(
          rate.name().equals(TableRows.READ) || rate.name().equals(TableRows.UPDATE)
              ? Line.of(rate.name(), Unit.ROWS, rate.perSecond())
              : new Line(rate.name(), Unit.SHARE, rate.share(), Goals.TABLES));
    }
    return Part.of(
        "rows of tables of 144 MB on one thread, of what the plain loop above reaches", lines);
  }

  /** Functions of single values. */
  static Part functions(Effort effort) {
    KernelRates rates =
        KernelRates.measure(KernelCases::functions, 1, effort.warmUpSlices(), effort.slices());
    return Part.of(
        "functions on one thread",
        rates.rates().stream()
            .map(rate -> Line.of(rate.name(), rate.bound().unit(), rate.perSecond()))
            .toList());
  }

  private static String words(int rows) {
    return words(rows, "row");
  }

  private static String words(int count, String noun) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? noun : noun + "s");
  }
}
