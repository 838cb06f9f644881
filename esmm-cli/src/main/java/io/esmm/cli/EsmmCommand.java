package io.esmm.cli;

import io.esmm.cli.compare.CompareCommand;
import io.esmm.cli.console.Output;
import io.esmm.cli.doctor.DoctorCommand;
import io.esmm.cli.evaluate.EvaluateCommand;
import io.esmm.cli.experiment.ExperimentCommand;
import io.esmm.cli.explain.ExplainCommand;
import io.esmm.cli.predict.PredictCommand;
import io.esmm.cli.prepare.PrepareCommand;
import io.esmm.cli.quickstart.QuickstartCommand;
import io.esmm.cli.schema.ReferenceCommand;
import io.esmm.cli.schema.SchemaCommand;
import io.esmm.cli.simulate.SimulateCommand;
import io.esmm.cli.train.TrainCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command; without a subcommand it prints its help. */
@Command(
    name = "esmm",
    description =
        "Entire-space multi-task models: train, evaluate and score funnels of events"
            + " (impression, click, conversion, ...) from a JSON configuration.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      QuickstartCommand.class,
      SimulateCommand.class,
      PrepareCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      CompareCommand.class,
      ExperimentCommand.class,
      ExplainCommand.class,
      SchemaCommand.class,
      DoctorCommand.class,
      ReferenceCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Environment:",
      "  ESMM_OPTS        options for the JVM, for example \"-Xmx4g\"",
      "  ESMM_JAVA_HOME   the JDK to use, 25 or newer",
      "",
      "Example:",
      "  ./esmm quickstart"
    })
public final class EsmmCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Output output = new Output();

  @Option(names = "--version", versionHelp = true, description = "Print the release and exit.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean version;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Folder of jars with towers and trunks of your own; may be repeated.")
  private List<Path> plugins = List.of();

  /** The folders of plugins; each is there. */
  List<Path> plugins() {
    for (Path folder : plugins) {
      if (!Files.isDirectory(folder)) {
        throw new ParameterException(
            spec.commandLine(),
            "--plugins " + folder + " is not a folder; name one that holds the plugin jars");
      }
    }
    return plugins;
  }

  @Override
  public void run() {
    spec.commandLine().usage(output.results());
  }
}
