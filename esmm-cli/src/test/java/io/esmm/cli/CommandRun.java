package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;

/**
 * One run of a command in this process, with what it printed.
 *
 * @param code the exit code
 * @param out stdout
 * @param err stderr
 */
public record CommandRun(int code, String out, String err) {

  /** Runs a command; paths and numbers may be given as they are. */
  public static CommandRun of(Object... args) {
    return on(FileSystems.getDefault(), args);
  }

  /** The same on files of another file system. */
  static CommandRun on(FileSystem files, Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    int code = new EsmmCommandLine(new PrintWriter(out), new PrintWriter(err), files).run(texts);
    return new CommandRun(code, out.toString(), err.toString());
  }

  /** Expects success. */
  public CommandRun succeeds() {
    assertThat(err).doesNotContain("Exception", "\tat ");
    assertThat(code).as(err).isZero();
    return this;
  }

  /** Expects one clear problem with all of these words, on one line, without a stack trace. */
  public CommandRun failsSaying(String... words) {
    assertThat(code).as(out + err).isEqualTo(ExitCode.PROBLEM.code());
    assertThat(err).doesNotContain("Exception", "\tat ", "internal error");
    assertThat(err.lines().filter(line -> line.startsWith("esmm: ")))
        .as(err)
        .anySatisfy(line -> assertThat(line).contains(words));
    return this;
  }
}
