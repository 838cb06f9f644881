package io.esmm.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * All commands, and one answer to whatever goes wrong in them: a message on stderr and an {@link
 * ExitCode}. Results go to {@code out}, everything else to {@code err}.
 */
public final class EsmmCommandLine {
  private final EsmmCommand root = new EsmmCommand();
  private final CommandLine commands;
  private final PrintWriter out;
  private final PrintWriter err;
  private volatile boolean interrupted;

  /** With streams of the caller's choice, for those who run commands inside their own process. */
  public EsmmCommandLine(PrintWriter out, PrintWriter err) {
    this(out, err, FileSystems.getDefault());
  }

  /**
   * The same on files of the caller's choice.
   *
   * @param files what the paths among the arguments are paths of
   */
  public EsmmCommandLine(PrintWriter out, PrintWriter err, FileSystem files) {
    this.out = out;
    this.err = err;
    this.commands = new CommandLine(root);
    commands
        .setOut(out)
        .setErr(err)
        .registerConverter(Path.class, files::getPath)
        .setUsageHelpWidth(96)
        .setUsageHelpAutoWidth(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((exception, _) -> misused(exception))
        .setExecutionStrategy(this::execute);
    commands.getCommandSpec().versionProvider(new ReleaseVersion());
    complete(commands);
  }

  /** On the streams of the process. */
  public static EsmmCommandLine standard() {
    return new EsmmCommandLine(
        new PrintWriter(System.out, true, System.out.charset()),
        new PrintWriter(System.err, true, System.err.charset()));
  }

  /**
   * Runs one command.
   *
   * @return the {@link ExitCode}
   */
  public int run(String... args) {
    int code = commands.execute(args);
    if (out.checkError() && code == ExitCode.OK.code()) {
      err.println("esmm: standard output: cannot be written; is its disk full or its reader gone?");
      return ExitCode.PROBLEM.code();
    }
    return code;
  }

  /** The process is about to end: what goes wrong from now on is a consequence, and not told. */
  void interrupt() {
    interrupted = true;
  }

  /** Gives every command the same help. */
  private static void complete(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    UsageMessageSpec usage = spec.usageMessage();
    usage.sortOptions(false);
    usage.abbreviateSynopsis(true);
    usage.descriptionHeading("%n");
    usage.parameterListHeading("%n");
    usage.optionListHeading("%n");
    usage.commandListHeading("%nCommands:%n");
    usage.exitCodeListHeading("%nExit codes:%n");
    usage.exitCodeList(map(ExitCode.helpLines()));
    for (CommandLine sub : command.getSubcommands().values()) {
      complete(sub);
    }
  }

  private static Map<String, String> map(String[] lines) {
    Map<String, String> entries = UsageMessageSpec.keyValuesMap(lines);
    return entries == null ? Map.of() : entries;
  }

  private int execute(ParseResult parsed) {
    try {
      if (root.plugins().isEmpty()) {
        return new RunLast().execute(parsed);
      }
      try (var _ = new PluginFolder(root.plugins())) {
        return new RunLast().execute(parsed);
      }
    } catch (ParameterException e) {
      throw e;
    } catch (Throwable e) {
      if (interrupted) {
        return ExitCode.INTERRUPTED.code();
      }
      ParseResult last = parsed;
      while (last.hasSubcommand()) {
        last = last.subcommand();
      }
      return new Failure(e).tell(err, last.hasMatchedOption("--verbose")).code();
    }
  }

  private int misused(ParameterException exception) {
    String command = exception.getCommandLine().getCommandSpec().qualifiedName();
    err.println("esmm: " + exception.getMessage());
    if (exception instanceof UnmatchedArgumentException unmatched) {
      UnmatchedArgumentException.printSuggestions(unmatched, err);
    }
    err.println("try: ./" + command + " --help");
    err.flush();
    return ExitCode.USAGE.code();
  }
}
