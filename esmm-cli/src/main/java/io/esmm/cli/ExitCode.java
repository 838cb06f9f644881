package io.esmm.cli;

import java.util.Arrays;

/** What the exit code of the process means; part of the contract with scripts. */
public enum ExitCode {
  OK(0, "it worked"),
  PROBLEM(1, "a problem with the input, the configuration, the data or the disk"),
  USAGE(2, "the command was called in a wrong way"),
  ENVIRONMENT(3, "the machine lacks something (said by the launcher)"),
  INTERNAL(4, "a bug in ESMM"),
  INTERRUPTED(130, "interrupted by Ctrl-C (143: by SIGTERM)");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

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
