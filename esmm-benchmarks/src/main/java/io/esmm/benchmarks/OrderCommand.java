package io.esmm.benchmarks;

import io.esmm.benchmarks.table.Spread;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what it costs that gradients are added up in a fixed order. */
@Command(
    name = "order",
    mixinStandardHelpOptions = true,
    description =
        "Adds up the gradients to the weights of two towers of 360-200-80, of a batch of 4,096 rows"
            + " in shards, by turns in the order of the shards and as shards end, and prints the"
            + " difference as a part of a step of training, which is measured in the same run.",
    footer = {"", "Example:", "  ./esmm-bench order --turns 21"})
final class OrderCommand implements Callable<Integer> {
  private static final int IMPRESSIONS = 400_000;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads; default: all cores.")
  private int threads;

  @Option(
      names = "--turns",
      paramLabel = "N",
      defaultValue = "21",
      description = "Turns of each way; default: ${DEFAULT-VALUE}.")
  private int turns;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "12",
      description = "Batches in a turn; default: ${DEFAULT-VALUE}.")
  private int steps;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int crew = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    out.println(Heading.line());
    TrainingRun run = TrainingRun.of(FlatRows.of(IMPRESSIONS), crew, 10, 10);
    double rate = Spread.of(run.rates().stream().mapToDouble(x -> x).toArray()).median();
    double step = 1e3 * GradientSums.ROWS / rate;
    double[] fixed = new double[turns];
    double[] free = new double[turns];
    try (GradientSums sums = new GradientSums(crew)) {
      sums.check();
      for (int turn = -turns; turn < turns; turn++) { // as many before it counts
        double one = milliseconds(sums::inFixedOrder);
        double other = milliseconds(sums::asShardsEnd);
        if (turn >= 0) {
          fixed[turn] = one;
          free[turn] = other;
        }
      }
    }
    double[] cost = new double[turns];
    for (int turn = 0; turn < turns; turn++) {
      cost[turn] = 100 * (fixed[turn] - free[turn]) / step;
    }
    out.println("                                                   lowest  median highest");
    line(out, "gradients to the weights, in the fixed order", Spread.of(fixed), "ms");
    line(out, "gradients to the weights, as shards end", Spread.of(free), "ms");
    line(out, "a step of training, flat rows", Spread.once(step), "ms");
    line(out, "what the fixed order costs, of the step", Spread.of(cost), "%");
    return 0;
  }

  private double milliseconds(Runnable sums) {
    long start = System.nanoTime();
    for (int s = 0; s < steps; s++) {
      sums.run();
    }
    return (System.nanoTime() - start) / 1e6 / steps;
  }

  private static void line(PrintWriter out, String name, Spread spread, String unit) {
    out.printf(
        Locale.ROOT,
        "%-48s %8.2f%8.2f%8.2f  %s%n",
        name,
        spread.lowest(),
        spread.median(),
        spread.highest(),
        unit);
  }
}
