package io.esmm.cli.console;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where a command prints: results to stdout, everything else to stderr, as much of it as the user
 * asked for. A picocli {@link Mixin} of every command.
 */
public final class Output {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-q", "--quiet"},
      description = "Print results and errors only.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print more, and a stack trace with an error.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  /** The results of the command. */
  public PrintWriter results() {
    return spec.commandLine().getOut();
  }

  /** Says something about the work, unless it should be quiet. */
  public void say(String text) {
    if (!quiet) {
      messages().println(text);
    }
  }

  /** Says something that only some want to know. */
  public void detail(String text) {
    if (verbose && !quiet) {
      messages().println(text);
    }
  }

  /** Warns; even when it should be quiet. */
  public void warn(String text) {
    messages().println("esmm: warning: " + text);
  }

  /** Shows how far long work has come, unless it should be quiet. */
  public Progress progress(String task) {
    return new Progress(task, quiet ? null : messages(), onTerminal(), System::nanoTime);
  }

  private PrintWriter messages() {
    return spec.commandLine().getErr();
  }

  /** A redirected stream, or a terminal that cannot go back to the start of a line, is none. */
  @SuppressWarnings("SystemConsoleNull") // it is null where the JVM has no console module
  private static boolean onTerminal() {
    @Nullable Console console = System.console();
    @Nullable String kind = System.getenv("TERM");
    return console != null && console.isTerminal() && kind != null && !kind.equals("dumb");
  }

  /** With thousands separators: {@code 1,234}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
