package io.esmm.benchmarks;

import io.esmm.benchmarks.table.Bar;
import io.esmm.benchmarks.table.Spread;
import io.esmm.benchmarks.table.Unit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints whether the products of the paper's layers are as fast in every JVM. */
@Command(
    name = "jvms",
    mixinStandardHelpOptions = true,
    description =
        "Measures the products of the paper's layers in fresh JVMs, one after the other: the median"
            + " of slices after a warm-up, on one thread, of the peak that the same JVM measured."
            + " What a compiler decides differs from JVM to JVM; the spread shows whether the"
            + " kernels' speed does.",
    footer = {
      "",
      "Examples:",
      "  ./esmm-bench jvms --count 20",
      "  ESMM_OPTS=-XX:UseAVX=1 ./esmm-bench jvms --count 5"
    })
final class JvmsCommand implements Callable<Integer> {
  private static final int WARM_UP = 15;
  private static final int SLICES = 20;
  private static final Bar WIDTH = Bar.atMost(0.1);
  private static final String PEAK = "peak";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "20",
      description = "JVMs; default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Rows of a layer; default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(names = "--in-this-jvm", hidden = true)
  private boolean here;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (here) {
      measure(out);
      out.flush();
      return 0;
    }
    out.printf(Locale.ROOT, "%s; one thread, %d fresh JVMs%n%n", Heading.line(), count);
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      read(figures);
    }
    out.println("| product, " + rows + " rows | least | median | greatest | spread | <= 10 % |");
    out.println("|---|---|---|---|---|---|");
    figures.forEach((name, values) -> print(name, values, out));
    out.flush();
    return 0;
  }

  /** One line a product: its name and its figure. */
  private void measure(PrintWriter out) {
    KernelRates rates = KernelRates.measure(() -> KernelCases.layers(rows), 1, WARM_UP, SLICES);
    out.println(PEAK + ";" + rates.peak());
    for (KernelRates.Rate rate : rates.rates()) {
      out.println(rate.name() + ";" + rate.share().median());
    }
  }

  private void read(Map<String, List<Double>> figures) throws IOException {
    ProcessBuilder jvm =
        FreshJvm.of(
            _ -> true, List.of(), "jvms", "--in-this-jvm", "--rows", Integer.toString(rows));
    Process process = jvm.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.onExit().join().exitValue();
    if (exit != 0) {
      throw new IllegalStateException(
          "a JVM ended with [" + exit + "]: ./esmm-bench jvms --in-this-jvm says why");
    }
    lines
        .lines()
        .map(line -> line.split(";", -1))
        .filter(parts -> parts.length == 2)
        .forEach(parts ->
            figures
                .computeIfAbsent(parts[0], _ -> new ArrayList<>())
                .add(Double.parseDouble(parts[1])));
  }

  private static void print(String name, List<Double> values, PrintWriter out) {
    Spread spread = Spread.of(values.stream().mapToDouble(x -> x).toArray());
    Unit unit = name.equals(PEAK) ? Unit.FLOPS : Unit.SHARE;
    out.println(
        "| "
            + String.join(
                " | ",
                name + ", " + unit.symbol(),
                unit.written(spread.lowest()),
                unit.written(spread.median()),
                unit.written(spread.highest()),
                Unit.SHARE.written(spread.width()) + " %",
                WIDTH.met(spread.width()) ? "yes" : "no")
            + " |");
  }
}
