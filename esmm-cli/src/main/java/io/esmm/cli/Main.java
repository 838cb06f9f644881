package io.esmm.cli;

import io.esmm.cli.console.Interruption;
import io.esmm.storage.UnfinishedOutputs;

/** Where the process begins and ends. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits with its {@link ExitCode}. */
  public static void main(String[] args) {
    StandardError.restore();
    EsmmCommandLine commands = EsmmCommandLine.standard();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  // Also runs at the usual end, when nothing is unfinished.
                  commands.interrupt();
                  Interruption.stopAll();
                  UnfinishedOutputs.remove();
                },
                "esmm-interrupted"));
    System.exit(commands.run(args));
  }
}
