package io.esmm.peers;

import io.esmm.benchmarks.FlatRows;
import io.esmm.benchmarks.Peaks;
import io.esmm.benchmarks.Workload;
import io.esmm.machine.Machine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints our rates beside those of PyTorch and ONNX Runtime, all measured by turns. */
@Command(
    name = "esmm-bench peers",
    mixinStandardHelpOptions = true,
    description =
        "Trains two towers of 360-200-80 in batches of 4,096 by turns here and in PyTorch (DJL),"
            + " after the losses of the first steps have been found to agree within 1%, and scores"
            + " requests of 200 candidates by turns here and in ONNX Runtime, after the"
            + " probabilities have been found to agree within 1e-5.",
    footer = {"", "Example:", "  ./esmm-bench peers --part flat --turns 9"})
public final class PeersCommand implements Callable<Integer> {
  private static final int CANDIDATES = 200;

  /** What is compared. */
  enum Part {
    FLAT,
    ALI_CCP,
    SCORING
  }

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "flat: training, every impression a request of its own with 23 ids; ali_ccp: training,"
              + " requests of 58 impressions with 27 fields and 500 behavior ids; scoring: requests"
              + " of 200 candidates with 27 fields and 500 behavior ids. Default: all.")
  private List<Part> parts = List.of(Part.values());

  @Option(
      names = "--impressions",
      paramLabel = "N",
      defaultValue = "400000",
      description = "Rows to train on; default: 400,000.")
  private int impressions;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "The most threads to train on; default: all cores.")
  private int threads;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "10",
      description = "First steps whose losses are compared; default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "Our training before the first turn; default: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(
      names = "--window",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "The length of a turn, at least one step; default: ${DEFAULT-VALUE}.")
  private double window;

  @Option(
      names = "--turns",
      paramLabel = "N",
      defaultValue = "9",
      description = "Turns of each; default: ${DEFAULT-VALUE}.")
  private int turns;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the command and ends the process. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new PeersCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int crew = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    Machine machine = Machine.inspect();
    out.printf(
        Locale.ROOT,
        "Java %s; %d cores; kernels: %s; peak %.1f GFLOP/s on %d threads at once%n%n",
        machine.java(),
        machine.cores(),
        machine.kernels(),
        Peaks.together(crew) / 1e9,
        crew);
    for (Part part : parts) {
      switch (part) {
        case FLAT -> training(out, crew, FlatRows.of(impressions));
        case ALI_CCP -> training(out, crew, AliCcpRows.of(impressions));
        case SCORING -> scoring(out);
      }
      out.flush();
    }
    return 0;
  }

  private void training(PrintWriter out, int crew, Workload workload) {
    TrainingComparison comparison =
        TrainingComparison.of(
            workload, new TrainingComparison.Plan(crew, steps, warmUp, window, turns));
    out.printf(
        Locale.ROOT,
        "training, %s: losses of %d steps differ by %.1e at most%n",
        workload.name(),
        comparison.steps(),
        comparison.disagreement());
    out.println("impressions/s in windows             lowest   median     best   ours to it");
    double ours = comparison.rates().getFirst().median();
    for (Windows rates : comparison.rates()) {
      out.printf(
          Locale.ROOT,
          "%-33s %,9.0f %,8.0f %,8.0f   %7.1f x%n",
          rates.name(),
          rates.lowest(),
          rates.median(),
          rates.best(),
          ours / rates.median());
    }
    out.println();
  }

  private void scoring(PrintWriter out) {
    ScoringComparison comparison = ScoringComparison.of(CANDIDATES, warmUp, window * turns);
    out.printf(
        Locale.ROOT,
        "scoring, %d candidates, one thread: probabilities differ by %.1e at most%n",
        CANDIDATES,
        comparison.disagreement());
    out.println("us a request                              p50      p99   p50 to ours from ids");
    double ours = comparison.durations().get(ScoringComparison.OURS).microseconds(50);
    for (ScoringComparison.Durations each : comparison.durations()) {
      out.printf(
          Locale.ROOT,
          "%-33s %,11.0f %,8.0f   %18.1f x%n",
          each.name(),
          each.microseconds(50),
          each.microseconds(99),
          each.microseconds(50) / ours);
    }
    out.println();
  }
}
