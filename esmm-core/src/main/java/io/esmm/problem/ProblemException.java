package io.esmm.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Wrong input, with every problem found in it. The message has one line for each problem and is
 * meant to be shown as it is; a stack trace adds nothing for the user.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * An exception with these problems, which are copied.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ProblemException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a problem exception without a problem");
    }
    this.problems = List.copyOf(problems);
  }

  /** An exception with one problem: the place, what is wrong there, and what helps. */
  public ProblemException(String where, String what, String remedy) {
    this(List.of(new Problem(where, what, remedy)));
  }

  /** The same, keeping the cause for {@code --verbose}. */
  public ProblemException(String where, String what, String remedy, Throwable cause) {
    this(where, what, remedy);
    initCause(cause);
  }

  /**
   * The same problems as those of a file: one that does not name it yet stands behind its name, a
   * JSON pointer behind {@code file#}.
   */
  public ProblemException in(Path file) {
    ProblemException placed =
        new ProblemException(problems.stream().map(problem -> problem.in(file)).toList());
    placed.initCause(this);
    return placed;
  }

  /**
   * The same problems, those at a JSON pointer without a file ({@code #/data/key}) as ones of this
   * file; others, such as those of a file of rows, stay as they are.
   */
  public ProblemException ofConfiguration(Path file) {
    ProblemException placed =
        new ProblemException(
            problems.stream()
                .map(problem -> problem.where().startsWith("#") ? problem.in(file) : problem)
                .toList());
    placed.initCause(this);
    return placed;
  }

  /** All problems, at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
