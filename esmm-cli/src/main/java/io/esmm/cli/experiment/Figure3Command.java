package io.esmm.cli.experiment;

import static io.esmm.cli.experiment.RowsOptions.open;

import io.esmm.cli.console.Output;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The paper's Figure 3. */
@Command(
    name = "figure3",
    description =
        "The paper's Figure 3: the methods, each trained on samples of the training rows of several"
            + " sizes and measured on all test rows. A smaller sample is part of a larger one. The"
            + " share of AMAN and the copies of OVERSAMPLING are chosen on the largest.",
    footer = {"", "Example:", "  ./esmm experiment figure3 --rates 0.1,0.3,1 --out build/figure3"})
final class Figure3Command implements Runnable {
  @Mixin private Output output = new Output();
  @Mixin private ExperimentOptions options = new ExperimentOptions();
  @Mixin private RowsOptions rows = new RowsOptions();

  @Option(
      names = "--rates",
      paramLabel = "RATE",
      split = ",",
      defaultValue = "0.05,0.1,0.2,0.5,1",
      description = "Shares of the training rows; default: ${DEFAULT-VALUE}.")
  private List<Double> rates = List.of();

  @Override
  public void run() {
    for (double rate : rates) {
      if (!(rate > 0 && rate <= 1)) {
        throw new ParameterException(
            options.spec().commandLine(),
            "--rates [" + rate + "] must be greater than 0 and at most 1");
      }
    }
    try (ExperimentData data = open(rows, options, output)) {
      Conditions conditions =
          new Conditions(new ResultFiles("figure3", ExperimentSetting.of(data, options.repeats())));
      Map<Double, GridResults> byRate = new TreeMap<>();
      Map<PaperMethod, Double> parameters = new EnumMap<>(PaperMethod.class);
      // The largest first: it is searched on.
      for (double rate :
          rates.stream().distinct().sorted((a, b) -> Double.compare(b, a)).toList()) {
        GridResults results =
            new MethodGrid(
                    data,
                    options.out().resolve("runs"),
                    options.methods(),
                    options.repeats(),
                    rate,
                    options.threads(),
                    output)
                .with(parameters)
                .run("figure 3, rate " + GridResults.number(rate));
        parameters.putAll(results.parameters());
        byRate.put(rate, results);
      }
      byRate.forEach((rate, results) -> conditions.add("samplingRate", rate, results));
      output.results().println(ExperimentSetting.text(data));
      conditions.finish(options, output);
    }
  }
}
