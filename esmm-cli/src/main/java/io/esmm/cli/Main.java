package io.esmm.cli;

/** Where the process begins and ends. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits with its {@link ExitCode}. */
  public static void main(String[] args) {
    StandardError.restore();
    System.exit(EsmmCommandLine.standard().run(args));
  }
}
