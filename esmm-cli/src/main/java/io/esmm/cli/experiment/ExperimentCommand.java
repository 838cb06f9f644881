package io.esmm.cli.experiment;

import io.esmm.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The paper's experiments. */
@Command(
    name = "experiment",
    description =
        "Compares the seven methods of the ESMM paper: base, aman, oversampling, unbias, division,"
            + " esmm-ns and esmm.",
    synopsisSubcommandLabel = "EXPERIMENT",
    subcommands = {
      Table2Command.class,
      Figure3Command.class,
      SparsityCommand.class,
      CorrelationCommand.class
    },
    footer = {"", "Example:", "  ./esmm experiment table2 --out build/table2"})
public final class ExperimentCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Output output = new Output();

  @Override
  public void run() {
    spec.commandLine().usage(output.results());
  }
}
