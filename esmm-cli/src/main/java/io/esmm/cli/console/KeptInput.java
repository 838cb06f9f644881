package io.esmm.cli.console;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a command reads is never what it writes: a mistyped name costs nobody a file. */
public final class KeptInput {
  private KeptInput() {}

  /**
   * Refuses to write a file over the one that is read.
   *
   * @param output the file to be written, null for none; it need not be there
   * @throws ProblemException if both are one file
   */
  public static void require(Path input, @Nullable Path output) {
    if (output != null && isSame(input, output)) {
      throw new ProblemException(
          output.toString(), "is what is read, and would be replaced", "write to another file");
    }
  }

  private static boolean isSame(Path input, Path output) {
    try {
      return Files.exists(output) && Files.isSameFile(input, output);
    } catch (IOException e) {
      return false; // an input that cannot be looked at is told where it is read
    }
  }
}
