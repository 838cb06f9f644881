package io.esmm.cli.experiment;

import io.esmm.cli.configuration.Settings;
import io.esmm.cli.console.Output;
import io.esmm.cli.train.ThreadCount;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all experiments have in common; a picocli mixin. */
final class ExperimentOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder for rows, finished runs and results. An experiment that was interrupted goes on"
              + " there with the runs that are missing.")
  private Path out = Path.of("");

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "3",
      description = "Runs of each method, with the seeds 1 to N; default: ${DEFAULT-VALUE}.")
  private int repeats;

  @Option(
      names = "--methods",
      paramLabel = "NAME",
      split = ",",
      description = "The methods, default: all seven: ${COMPLETION-CANDIDATES}.")
  private List<PaperMethod> methods = List.of(PaperMethod.values());

  @Option(
      names = "--like",
      paramLabel = "NAME",
      description =
          "The simulated log: shop, or ali-ccp with the sparsity and counts of the paper's Table 1."
              + " Default: shop.")
  private @Nullable SimulatedLog like;

  @Option(
      names = "--impressions",
      paramLabel = "N",
      description = "Its rows; default: 2 million of shop, all 84 million of ali-ccp.")
  private @Nullable Long impressions;

  @Option(
      names = "--log-seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "What everything random in the log follows from; default: ${DEFAULT-VALUE}.")
  private long logSeed;

  @Mixin private ThreadCount threads = new ThreadCount();
  @Mixin private Settings settings = new Settings();

  Path out() {
    return out;
  }

  int repeats() {
    if (repeats < 1) {
      throw new ParameterException(
          spec.commandLine(), "--repeats [" + repeats + "] must be at least 1");
    }
    return repeats;
  }

  /** In the order of the paper. */
  List<PaperMethod> methods() {
    return methods.stream().distinct().sorted().toList();
  }

  int threads() {
    return threads.get();
  }

  SimulatedLog like() {
    return like == null ? SimulatedLog.SHOP : like;
  }

  /** Whether a simulated log was described. */
  boolean describesLog() {
    return like != null || impressions != null;
  }

  long impressions() {
    long rows = impressions == null ? like().impressions() : impressions;
    if (rows < 1000) {
      throw new ParameterException(
          spec.commandLine(), "--impressions [" + rows + "] must be at least 1000");
    }
    return rows;
  }

  long logSeed() {
    return logSeed;
  }

  ExperimentSource source(Output output) {
    return new ExperimentSource(out, settings.list(), threads(), output);
  }

  CommandSpec spec() {
    return spec;
  }
}
