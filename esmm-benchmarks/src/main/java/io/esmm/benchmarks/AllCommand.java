package io.esmm.benchmarks;

import io.esmm.benchmarks.table.Line;
import io.esmm.benchmarks.table.Part;
import io.esmm.benchmarks.table.Spread;
import io.esmm.benchmarks.table.StageTimes;
import io.esmm.benchmarks.table.TableJson;
import io.esmm.benchmarks.table.TablePrinter;
import io.esmm.benchmarks.table.Unit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints one table of everything: peaks, kernels, training, scoring, and the peers. */
@Command(
    name = "all",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the machine's peaks, the kernels, training and scoring, PyTorch and ONNX Runtime by"
          + " turns with ours, and prints one table: the lowest, the median and the highest of"
          + " several windows, what is asked of the median, and whether it is met. Rates that"
          + " arithmetic bounds are asked in proportion to the peak of this machine.",
      "Below stands the time of each stage of training, and what the arithmetic or the bytes that"
          + " must be copied leave as its floor."
    },
    footer = {
      "",
      "Examples:",
      "  ./esmm-bench all --json table.json",
      "  ./esmm-bench all --quick",
      "  ./esmm-bench all --part flat --part scoring",
      "  ./esmm-bench all --no-peers"
    })
final class AllCommand implements Callable<Integer> {
  /** What is measured, in the order of the table. */
  enum TablePart {
    KERNELS,
    TABLES,
    FLAT,
    ALI_CCP,
    SCORING,
    BULK
  }

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "kernels: layers and functions; tables: rows of embedding tables; flat: training, every"
              + " impression a request of its own with 23 ids; ali_ccp: training, requests of 58"
              + " impressions with 27 fields and 500 behavior ids; scoring: requests of 200"
              + " candidates and of one; bulk: prediction of prepared rows. Default: all.")
  private List<TablePart> parts = List.of(TablePart.values());

  @Option(
      names = "--quick",
      description = "Less than three minutes instead of some ten; spreads are rough.")
  private boolean quick;

  @Option(
      names = "--no-peers",
      description = "Without PyTorch and ONNX Runtime, and without their 171 MB of jars.")
  private boolean noPeers;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the table for programs, too.")
  private @Nullable Path json;

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
      description = "Threads to train on; default: all cores.")
  private int threads;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "esmm-bench-data",
      description = "Where prepared rows are written; default: ${DEFAULT-VALUE}.")
  private Path dir = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int crew = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    @Nullable Peers peers =
        noPeers ? null : ServiceLoader.load(Peers.class).findFirst().orElse(null);
    out.println(Heading.line());
    out.println();
    TablePrinter printer = new TablePrinter(out);
    printer.head();
    MachineRates machine = MachineRates.measure(crew);
    List<Part> measured = new ArrayList<>();
    Goals goals = new Goals(machine.one(), machine.flops());
    add(machine.part(), measured, printer);
    out.println(goals.words());
    out.println();
    for (TablePart part : parts) {
      for (Part each : measure(part, crew, effort, machine, goals, peers)) {
        add(each, measured, printer);
      }
    }
    List<StageTimes> stages = new ArrayList<>();
    measured.forEach(part -> stages.addAll(part.stages()));
    printer.stages(stages);
    if (json != null) {
      TableJson.write(json, Heading.byName(), measured);
    }
    return 0;
  }

  private static void add(Part part, List<Part> measured, TablePrinter printer) {
    measured.add(part);
    printer.part(part);
  }

  private List<Part> measure(
      TablePart part,
      int crew,
      Effort effort,
      MachineRates machine,
      Goals goals,
      @Nullable Peers peers) {
    return switch (part) {
      case KERNELS -> kernels(crew, effort);
      case TABLES -> List.of(KernelsPart.tables(effort));
      case FLAT ->
          List.of(
              TrainingPart.of(
                  flat(),
                  crew,
                  effort,
                  new TrainingPart.Asked(
                      goals.flatImpressions(),
                      Map.of(
                          PeerStyle.SPARSE_ADAM,
                          Goals.FLAT_TO_SPARSE_ADAM,
                          PeerStyle.TUNED,
                          Goals.FLAT_TO_TUNED)),
                  machine,
                  peers));
      case ALI_CCP ->
          List.of(
              TrainingPart.of(
                  aliCcp(),
                  crew,
                  effort,
                  new TrainingPart.Asked(
                      goals.aliCcpImpressions(),
                      Map.of(PeerStyle.SPARSE_ADAM, Goals.ALI_CCP_TO_SPARSE_ADAM)),
                  machine,
                  peers));
      case SCORING -> List.of(ScoringPart.of(effort, goals, peers));
      case BULK -> List.of(bulk(crew, effort, goals));
    };
  }

  private static List<Part> kernels(int crew, Effort effort) {
    List<Part> kernels = new ArrayList<>();
    kernels.add(KernelsPart.layers(1, effort));
    if (crew > 1) {
      kernels.add(KernelsPart.layers(crew, effort));
    }
    kernels.add(KernelsPart.functions(effort));
    return kernels;
  }

  /** Prepared rows of both shapes: read, scored, and not written. */
  private Part bulk(int crew, Effort effort, Goals goals) {
    List<Line> lines = new ArrayList<>();
    for (Workload rows : List.of(flat(), aliCcp())) {
      double[] rates =
          RowsPerSecond.scoring(
              Ours.of(rows).model(),
              rows.set(),
              crew,
              effort.warmUp() / 2,
              effort.window() / 2,
              2 * effort.turns());
      lines.add(new Line(rows.name(), Unit.IMPRESSIONS, Spread.of(rates), goals.bulkImpressions()));
    }
    return Part.of("scoring prepared rows on " + crew + " threads", lines);
  }

  private Workload flat() {
    return PreparedRows.of(FlatRows.of(impressions), dir);
  }

  private Workload aliCcp() {
    return PreparedRows.of(AliCcpRows.of(impressions), dir);
  }
}
