package io.esmm.cli.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.cli.configuration.Settings;
import io.esmm.cli.console.KeptInput;
import io.esmm.cli.console.Output;
import io.esmm.cli.report.FigureOption;
import io.esmm.cli.train.ThreadCount;
import io.esmm.config.ConfigReader;
import io.esmm.eval.MetricName;
import io.esmm.eval.experiment.FinishedRun;
import io.esmm.experiment.project.ConfigurationFile;
import io.esmm.funnel.Funnel;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains several configurations over several seeds. */
@Command(
    name = "compare",
    description =
        "Trains every configuration with each of several seeds on the same rows, evaluates on the"
            + " test rows, prints means, deviations and paired tests against the first one, and"
            + " writes a report with charts."
            + " Configurations with the same data and fields share the prepared rows. A comparison"
            + " that was interrupted goes on where it stopped.",
    footer = {"", "Example:", "  ./esmm compare mlp.json din.json --seeds 5 --out build/compare"})
public final class CompareCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "CONFIG", arity = "1..*", description = "The configurations.")
  private List<Path> configs = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for prepared rows and results, which are used again.")
  private Path out = Path.of("");

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Trainings of each configuration, with the seeds 1 to N; default: 5.")
  private int seeds;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description =
          "A column of the table, such as joint.pcoc:like; may be repeated. The configurations may"
              + " then have different events. Default: the AUC of every probability.")
  private List<String> columns = List.of();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "The HTML report; default: report.html in the folder of --out.")
  private @Nullable Path report;

  @Mixin private FigureOption figures = new FigureOption();
  @Mixin private ThreadCount threads = new ThreadCount();
  @Mixin private Settings settings = new Settings();

  @Override
  public void run() {
    if (seeds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seeds [" + seeds + "] must be at least 1");
    }
    Comparison comparison = new Comparison(out, settings.list(), threads.get(), output);
    Map<String, Path> named = named();
    List<String> events = new ArrayList<>();
    List<MetricName> metrics = new ArrayList<>(columns.stream().map(MetricName::parse).toList());
    named.forEach((name, path) -> {
      KeptInput.require(path, report);
      Funnel funnel = Funnel.of(comparison.read(path, 1).config().funnel());
      if (!columns.isEmpty()) {
        requireEvents(metrics, funnel, path);
      } else if (metrics.isEmpty()) {
        events.addAll(funnel.names());
        metrics.addAll(Comparison.metrics(funnel));
      } else if (!events.equals(funnel.names())) {
        throw new ProblemException(
            path + "#/funnel/events",
            "the events " + funnel.names() + " differ from those of [" + configs.getFirst() + "]",
            "give all configurations the events " + events + ", or name columns with --metric");
      }
    });
    Map<String, List<FinishedRun>> runs = new LinkedHashMap<>();
    Map<String, JsonNode> configurations = new LinkedHashMap<>();
    for (int seed = 1; seed <= seeds; seed++) {
      for (Map.Entry<String, Path> config : named.entrySet()) {
        ConfigurationFile file = comparison.read(config.getValue(), seed);
        String name = config.getKey();
        configurations.putIfAbsent(name, new ConfigReader(file.registry()).write(file.config()));
        runs.computeIfAbsent(name, _ -> new ArrayList<>())
            .add(comparison.run(file, name, seed, metrics));
      }
    }
    ComparisonTable table = new ComparisonTable(runs, metrics);
    output.results().print(table.means());
    String differences = table.differences();
    output.results().print(differences.isEmpty() ? "" : "\n" + differences);
    output.results().flush();
    figures.write(
        new ComparisonReport(runs, metrics).of(configurations),
        report != null ? report : out.resolve("report.html"),
        output);
  }

  private static void requireEvents(List<MetricName> metrics, Funnel funnel, Path path) {
    for (MetricName metric : metrics) {
      if (!funnel.names().contains(metric.event())) {
        throw new ProblemException(
            path + "#/funnel/events",
            "has no event [" + metric.event() + "] for metric [" + metric + "]",
            Suggestion.remedy(metric.event(), funnel.names()));
      }
    }
  }

  /** The configurations by their files' names without the ending. */
  private Map<String, Path> named() {
    Map<String, Path> named = new LinkedHashMap<>();
    for (Path config : configs) {
      String name = String.valueOf(config.getFileName()).replaceFirst("\\.json$", "");
      if (named.putIfAbsent(name, config) != null) {
        throw new ParameterException(
            spec.commandLine(), "two configurations are called [" + name + "]; rename one file");
      }
    }
    return named;
  }
}
