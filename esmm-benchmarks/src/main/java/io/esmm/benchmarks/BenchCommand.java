package io.esmm.benchmarks;

import io.esmm.machine.KernelSpeed;
import io.esmm.machine.Machine;
import io.esmm.train.Stage;
import java.io.PrintWriter;
import java.nio.file.Path;
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
      KernelsCommand.class,
      ScoringCommand.class,
      LoadCommand.class,
      CheckpointCommand.class
    },
    mixinStandardHelpOptions = true,
    description =
        "Trains two towers of 360-200-80 with batches of 4,096 impressions and prints the rate in"
            + " windows of a second, the time of each stage, and the floor: the layers' arithmetic"
            + " at the peak that is measured in the same run.",
    footer = {"", "Example:", "  ./esmm-bench --shape shop --seconds 30"})
final class BenchCommand implements Callable<Integer> {
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
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "esmm-bench-data",
      description = "Where prepared rows are kept for the next time; default: ${DEFAULT-VALUE}.")
  private Path dir = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

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
    Machine machine = Machine.inspect();
    KernelSpeed speed = KernelSpeed.measure(2);
    double together = Peaks.together(crew);
    out.printf(
        "Java %s; %d cores; kernels: %s%n", machine.java(), machine.cores(), machine.kernels());
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
    for (RowShape shape : shapes) {
      TrainingRun run = TrainingRun.of(workload(shape), crew, warmUp, seconds);
      double floor = together / run.flops();
      out.printf(
          Locale.ROOT,
          "%-11s %,8.0f %,8.0f %,8.0f    %6.2f MFLOP    %,8.0f   %4.0f%%%n",
          run.workload().name(),
          run.lowest(),
          run.median(),
          run.best(),
          run.flops() / 1e6,
          floor,
          100 * run.median() / floor);
      stages(run, out);
      out.flush();
    }
    return 0;
  }

  private static void stages(TrainingRun run, PrintWriter out) {
    double all = run.microseconds().values().stream().mapToDouble(x -> x).sum();
    StringBuilder line = new StringBuilder("         us of a thread per impression:");
    for (Map.Entry<Stage, Double> stage : run.microseconds().entrySet()) {
      line.append(
          String.format(
              Locale.ROOT,
              " %s %.2f",
              stage.getKey().name().toLowerCase(Locale.ROOT),
              stage.getValue()));
    }
    out.printf(Locale.ROOT, "%s; sum %.2f%n", line, all);
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
