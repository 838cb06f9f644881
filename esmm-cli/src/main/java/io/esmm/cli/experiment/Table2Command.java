package io.esmm.cli.experiment;

import static io.esmm.cli.experiment.RowsOptions.open;

import io.esmm.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The paper's Table 2. */
@Command(
    name = "table2",
    description =
        "The paper's Table 2: every method is trained on the first half of the log and measured on"
            + " the second, over several repeats: AUC of pCVR on the clicked impressions, AUC on"
            + " all impressions of pCVR times the pCTR of one independent network, and, on a"
            + " simulated log, the distance from the true pCVR.",
    footer = {
      "",
      "Examples:",
      "  ./esmm experiment table2 --out build/table2",
      "  ./esmm experiment table2 --data ../ali-ccp --repeats 10 --out build/ali-ccp",
      "  ./esmm experiment table2 --config esmm-examples/kuairand/esmm.json --out build/kuairand"
    })
final class Table2Command implements Runnable {
  @Mixin private Output output = new Output();
  @Mixin private ExperimentOptions options = new ExperimentOptions();
  @Mixin private RowsOptions rows = new RowsOptions();

  @Override
  public void run() {
    try (ExperimentData data = open(rows, options, output)) {
      GridResults results =
          new MethodGrid(
                  data,
                  options.out().resolve("runs"),
                  options.methods(),
                  options.repeats(),
                  1,
                  options.threads(),
                  output)
              .run("table 2");
      ResultFiles files = new ResultFiles("table2", ExperimentSetting.of(data, options.repeats()));
      files.add(new ResultFiles.Condition("", 0, results));
      files.write(options.out());
      output.results().println(ExperimentSetting.text(data));
      output.results().print(new GridTables(results).text());
      output.results().flush();
    }
  }
}
