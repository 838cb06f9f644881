package io.esmm.cli;

import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.storage.IoProblems;
import io.esmm.train.TrainingStopped;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ExecutionException;

/** What ended a command, and how to tell the user. */
final class Failure {
  private final Throwable thrown;

  Failure(Throwable thrown) {
    this.thrown = unwrapped(thrown);
  }

  /** Prints it; with a stack trace only if asked, or none was expected. */
  ExitCode tell(PrintWriter err, boolean verbose) {
    ExitCode code;
    switch (thrown) {
      case ProblemException problem -> code = problems(problem.problems(), err);
      case OutOfMemoryError _ -> code = problems(List.of(outOfMemory()), err);
      case TrainingStopped _ -> code = ExitCode.INTERRUPTED; // it was told where it stopped
      case IOException e -> code = problems(ioProblem(e).problems(), err);
      default -> {
        err.println("esmm: internal error: " + thrown);
        err.println(
            "This is a bug in ESMM. Please report it with the command"
                + (verbose ? " and the lines below:" : " and what it prints with --verbose."));
        code = ExitCode.INTERNAL;
      }
    }
    if (verbose) {
      thrown.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  private static ExitCode problems(List<Problem> problems, PrintWriter err) {
    problems.forEach(problem -> err.println("esmm: " + problem));
    return ExitCode.PROBLEM;
  }

  private static Problem outOfMemory() {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return new Problem(
        "",
        "the JVM's heap of [" + megabytes + "] MB is full",
        "give it more, as in ESMM_OPTS=-Xmx" + (2 * megabytes / 1024 + 1) + "g ./esmm ...");
  }

  private static ProblemException ioProblem(IOException e) {
    if (e instanceof FileSystemException f && f.getFile() != null) {
      return IoProblems.reading(Path.of(f.getFile()), f);
    }
    return new ProblemException("", "input or output failed: " + e, "check files and disk", e);
  }

  private static Throwable unwrapped(Throwable e) {
    Throwable cause = e.getCause();
    if (cause != null && (e instanceof ExecutionException || e instanceof UncheckedIOException)) {
      return unwrapped(cause);
    }
    return e;
  }
}
