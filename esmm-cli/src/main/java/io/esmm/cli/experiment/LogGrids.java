package io.esmm.cli.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.cli.console.Output;
import io.esmm.data.simulator.SimulatorConfig;
import java.util.List;
import java.util.function.DoubleFunction;

/** The same grid on several simulated logs that differ in one number. */
final class LogGrids {
  private LogGrids() {}

  /**
   * Simulates, trains, measures, writes and prints.
   *
   * @param experiment its name
   * @param name of the number that differs
   * @param values of it
   * @param log the log of a value
   */
  static void run(
      String experiment,
      String name,
      List<Double> values,
      DoubleFunction<SimulatorConfig> log,
      ExperimentOptions options,
      Output output) {
    List<SimulatorConfig> logs = values.stream().map(log::apply).toList();
    ObjectNode setting = JsonNodeFactory.instance.objectNode();
    Conditions conditions = new Conditions(new ResultFiles(experiment, setting));
    for (int i = 0; i < logs.size(); i++) {
      String text = GridResults.number(values.get(i));
      try (ExperimentData data = options.source(output).simulated(logs.get(i))) {
        setting.set(text, ExperimentSetting.of(data, options.repeats()));
        output.results().println(name + " " + text);
        output.results().println(ExperimentSetting.text(data));
        output.results().flush();
        GridResults results =
            new MethodGrid(
                    data,
                    options.out().resolve("runs"),
                    options.methods(),
                    options.repeats(),
                    1,
                    options.threads(),
                    output)
                .run(name + " " + text);
        conditions.add(name, values.get(i), results);
      }
    }
    conditions.finish(options, output);
  }
}
