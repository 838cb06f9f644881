package io.esmm.cli;

import java.util.Arrays;

/** What the exit code of the process means; part of the contract with scripts. */
public enum ExitCode {
  /** The command did what it was asked to. */
  OK(0, "it worked"),
  /** Something in the input, the configuration, the data or the disk, which the user can mend. */
  PROBLEM(1, "a problem with the input, the configuration, the data or the disk"),
  /** The command line is wrong: an unknown option, a missing argument. */
  USAGE(2, "the command was called in a wrong way"),
  /** The machine lacks something, such as a JDK that fits; only the launcher says so. */
  ENVIRONMENT(3, "the machine lacks something (said by the launcher)"),
  /** An error that nobody foresaw: a bug to report. */
  INTERNAL(4, "a bug in ESMM"),
  /** The process was asked to end. */
  INTERRUPTED(130, "interrupted by Ctrl-C (143: by SIGTERM)");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number that the process ends with. */
  public int code() {
    return code;
  }

  /** The lines of {@code --help}, in picocli's form {@code code:meaning}. */
  static String[] helpLines() {
    return Arrays.stream(values())
        .map(exit -> exit.code + ":" + exit.meaning)
        .toArray(String[]::new);
  }
}
