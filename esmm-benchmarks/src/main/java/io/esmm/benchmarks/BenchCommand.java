package io.esmm.benchmarks;

import io.esmm.benchmarks.table.Spread;
import io.esmm.machine.KernelSpeed;
import io.esmm.train.Stage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the rate of training at the paper's size beside what the machine could do. */
@Command(
    name = "esmm-bench",
    subcommands = {
      AllCommand.class,
      KernelsCommand.class,
      JvmsCommand.class,
      ScoringCommand.class,
      LoadCommand.class,
      CheckpointCommand.class,
      OrderCommand.class,
      JmhCommand.class
    },
    mixinStandardHelpOptions = true,
    description =
        "Trains two towers of 360-200-80 with batches of 4,096 impressions and prints the rate in"
            + " windows of a second, the time of each stage, and the floor: the layers' arithmetic"
            + " at the peak that is measured in the same run.",
    footer = {"", "Example:", "  ./esmm-bench --shape shop --seconds 30"})
public final class BenchCommand implements Callable<Integer> {
  /** Shapes of the rows. */
  enum RowShape {
    FLAT,
    SHOP,
    ALI_CCP,
    HISTORY_MLP,
    HISTORY_DIN
  }

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      description =
          "flat: every impression a request of its own; shop: the simulator's shop, requests of 20;"
              + " ali-ccp: requests of 58 and 520 features; history_mlp and history_din: requests"
              + " of 10 with a history of 50 items, pooled or attended to. Default: all.")
  private List<RowShape> shapes = List.of(RowShape.values());

  @Option(
      names = "--impressions",
      paramLabel = "N",
      defaultValue = "400000",
      description = "Rows of a log; half of a simulated one is trained on. Default: 400,000.")
  private int impressions;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads to train on; default: all cores.")
  private int threads;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "Training before the first window; default: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Training in windows; default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How often to go through the shapes, so that a machine that is slow for a while is slow"
              + " for all of them; from 2 on the last lines compare all windows with those of the"
              + " first shape. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "esmm-bench-data",
      description = "Where prepared rows are kept for the next time; default: ${DEFAULT-VALUE}.")
  private Path dir = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new BenchCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int crew = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    double together = Peaks.flops(crew);
    KernelSpeed speed = KernelSpeed.measure(2);
    out.println(Heading.line());
    out.printf(
        Locale.ROOT,
        "peak %.1f GFLOP/s on one thread, %.1f on %d at once; dense layers %.1f on one"
            + " (%.0f%%)%n%n",
        speed.peakFlops() / 1e9,
        together / 1e9,
        crew,
        speed.flops() / 1e9,
        100 * speed.flops() / speed.peakFlops());
    out.println("               impressions/s in windows      arithmetic       floor   median");
    out.println("shape         lowest   median     best    per impression  at peak   of it");
    Map<RowShape, Workload> workloads = new EnumMap<>(RowShape.class);
    Map<RowShape, List<Double>> windows = new LinkedHashMap<>();
    for (int i = 0; i < rounds * shapes.size(); i++) {
      RowShape shape = shapes.get(i % shapes.size());
      Workload rows = workloads.computeIfAbsent(shape, this::workload);
      TrainingRun run = TrainingRun.of(rows, crew, warmUp, seconds);
      windows.computeIfAbsent(shape, _ -> new ArrayList<>()).addAll(run.rates());
      Spread rates = spread(run.rates());
      double floor = together / run.work().flops();
      out.printf(
          Locale.ROOT,
          "%-11s %,8.0f %,8.0f %,8.0f    %6.2f MFLOP    %,8.0f   %4.0f%%%n",
          run.workload().name(),
          rates.lowest(),
          rates.median(),
          rates.highest(),
          run.work().flops() / 1e6,
          floor,
          100 * rates.median() / floor);
      stages(run, out);
      out.flush();
    }
    if (rounds > 1) {
      compare(windows, out);
    }
    return 0;
  }

  /** The median of all windows of a shape, in impressions/s and as part of the first's. */
  private void compare(Map<RowShape, List<Double>> windows, PrintWriter out) {
    out.printf("%nall windows of %d rounds        median   of the first%n", rounds);
    double first = 0;
    for (Map.Entry<RowShape, List<Double>> shape : windows.entrySet()) {
      double median = spread(shape.getValue()).median();
      first = first == 0 ? median : first;
      out.printf(
          Locale.ROOT,
          "%-22s %,4d windows %,9.0f %13.1f%%%n",
          shape.getKey().name().toLowerCase(Locale.ROOT),
          shape.getValue().size(),
          median,
          100 * median / first);
    }
  }

  private static Spread spread(List<Double> rates) {
    return Spread.of(rates.stream().mapToDouble(x -> x).toArray());
  }

  private static void stages(TrainingRun run, PrintWriter out) {
    double all = 0;
    StringBuilder line = new StringBuilder("         us of a thread per impression:");
    for (Map.Entry<Stage, Double> stage : run.stages().entrySet()) {
      all += stage.getValue();
      line.append(
          String.format(
              Locale.ROOT,
              " %s %.2f",
              stage.getKey().name().toLowerCase(Locale.ROOT),
              1e6 * stage.getValue()));
    }
    out.printf(Locale.ROOT, "%s; sum %.2f%n", line, 1e6 * all);
  }

  private Workload workload(RowShape shape) {
    return switch (shape) {
      case FLAT -> FlatRows.of(impressions);
      case SHOP -> SimulatedRows.shop(impressions, dir);
      case ALI_CCP -> SimulatedRows.likeAliCcp(impressions, dir);
      case HISTORY_MLP -> HistoryRows.of("history-mlp", "{\"type\": \"mlp\"}", impressions);
      case HISTORY_DIN ->
          HistoryRows.of(
              "history-din",
              """
              {"type": "din", "sequence": "history", "target": "item", "hidden": [360, 200, 80]}\
              """,
              impressions);
    };
  }
}
