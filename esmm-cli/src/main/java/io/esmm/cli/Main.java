package io.esmm.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root command; without a subcommand it prints its help. */
@Command(
    name = "esmm",
    description = "Entire-space multi-task models: train, evaluate and score funnels of events.",
    mixinStandardHelpOptions = true)
public final class Main implements Runnable {

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    StandardError.restore();
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
