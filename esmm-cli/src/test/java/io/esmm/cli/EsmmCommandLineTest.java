package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class EsmmCommandLineTest {

  static Stream<String> commands() {
    return new CommandLine(new EsmmCommand())
        .getSubcommands().keySet().stream().filter(name -> !name.equals("help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandsHelpHasAnExampleAndTheExitCodes(String command) {
    CommandRun run = CommandRun.of(command, "--help").succeeds();
    assertThat(run.out())
        .contains("Usage: esmm " + command)
        .contains("./esmm " + command)
        .contains("a bug in ESMM")
        .contains("--verbose")
        .contains("--quiet");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
  }

  @Test
  void withoutACommandTheHelpIsPrinted() {
    CommandRun run = CommandRun.of().succeeds();
    assertThat(run.out()).contains("Commands:", "simulate", "--plugins", "ESMM_OPTS");
    assertThat(CommandRun.of("--help").out()).isEqualTo(run.out());
  }

  @Test
  void theVersionIsPrinted() {
    assertThat(CommandRun.of("--version").succeeds().out()).startsWith("esmm ");
  }

  @Test
  void anUnknownCommandIsAUsageErrorWithASuggestion() {
    CommandRun run = CommandRun.of("simulat");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.err()).contains("simulat", "esmm simulate", "--help");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void anUnknownOptionIsAUsageErrorThatNamesTheCommandsHelp() {
    CommandRun run = CommandRun.of("simulate", "--outt", "x");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.err()).contains("--out", "./esmm simulate --help").doesNotContain("\tat ");
  }

  @Test
  void everyProblemIsALineOfItsOwn() {
    List<io.esmm.problem.Problem> problems = new ArrayList<>();
    problems.add(new io.esmm.problem.Problem("a.json#/x", "x [1] is odd", "make it even"));
    problems.add(new io.esmm.problem.Problem("a.json#/y", "y [2] is even", "make it odd"));
    assertThat(told(new ProblemException(problems), false))
        .isEqualTo(
            "1\nesmm: a.json#/x: x [1] is odd; make it even\n"
                + "esmm: a.json#/y: y [2] is even; make it odd\n");
  }

  @Test
  void aFailureOfTheDiskNamesThePath() {
    IOException missing = new NoSuchFileException("/data/train.csv");
    assertThat(told(missing, false)).startsWith("1\nesmm: /data/train.csv: ").contains("no such");
    assertThat(told(new UncheckedIOException(missing), false)).isEqualTo(told(missing, false));
  }

  @Test
  void aFullHeapIsAnsweredWithTheRemedy() {
    assertThat(told(new OutOfMemoryError("Java heap space"), false))
        .startsWith("1\n")
        .contains("ESMM_OPTS=-Xmx")
        .doesNotContain("OutOfMemoryError");
  }

  @Test
  void aBugSaysThatItIsOneAndHowToReportIt() {
    IllegalStateException bug = new IllegalStateException("two left hands");
    assertThat(told(bug, false))
        .startsWith("4\n")
        .contains("two left hands", "bug", "report", "--verbose")
        .doesNotContain("\tat ");
    assertThat(told(bug, true)).contains("\tat ");
  }

  private static String told(Throwable thrown, boolean verbose) {
    StringWriter err = new StringWriter();
    ExitCode code = new Failure(thrown).tell(new PrintWriter(err), verbose);
    return code.code() + "\n" + err;
  }
}
