package io.esmm.benchmarks;

import io.esmm.benchmarks.table.Spread;
import io.esmm.benchmarks.table.Unit;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what the kernels reach beside what bounds them, in one JVM. */
@Command(
    name = "kernels",
    mixinStandardHelpOptions = true,
    description =
        "Runs each kernel, checks its result, and prints its rate and the share of what bounds it:"
            + " the peak of multiply-adds in registers of the same width, or the rate at which a"
            + " plain loop reads random rows of a table, both from the same run.",
    footer = {
      "",
      "Examples:",
      "  ./esmm-bench kernels --rows 4096",
      "  ESMM_OPTS=-XX:UseAVX=1 ./esmm-bench kernels",
      "  ESMM_OPTS=-Desmm.kernels=scalar ./esmm-bench kernels"
    })
final class KernelsCommand implements Callable<Integer> {
  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Rows of a layer; default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Threads that call a kernel at once, each with operands of its own, tables of 1 GB among"
              + " them; default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "20",
      description = "Slices of 10 ms for each kernel before the first; default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--slices",
      paramLabel = "N",
      defaultValue = "40",
      description = "Slices of 10 ms for each kernel; default: ${DEFAULT-VALUE}.")
  private int slices;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    KernelRates rates = KernelRates.measure(this::cases, threads, warmUp, slices);
    out.printf(
        Locale.ROOT,
        "%s; threads: %d; peak %s GFLOP/s%n%n",
        Heading.line(),
        threads,
        Unit.FLOPS.written(rates.peak()));
    out.println(
        "| kernel, " + rows + " rows | best | median | best, of its bound | median | lowest |");
    out.println("|---|---|---|---|---|---|");
    for (KernelRates.Rate rate : rates.rates()) {
      Spread share = rate.share();
      out.println(
          "| "
              + String.join(
                  " | ",
                  rate.name(),
                  amount(rate.bound(), rate.perSecond().highest()),
                  amount(rate.bound(), rate.perSecond().median()),
                  percent(share.highest()),
                  percent(share.median()),
                  percent(share.lowest()))
              + " |");
    }
    out.flush();
    return 0;
  }

  private List<KernelCase> cases() {
    List<KernelCase> cases = new ArrayList<>(KernelCases.layers(rows));
    cases.addAll(KernelCases.narrowLayers(rows));
    cases.addAll(KernelCases.tables());
    cases.addAll(KernelCases.functions());
    return cases;
  }

  private static String amount(KernelCase.Bound bound, double rate) {
    Unit unit = bound.unit();
    return unit.written(rate) + " " + unit.symbol();
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
