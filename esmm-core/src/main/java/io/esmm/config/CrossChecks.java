package io.esmm.config;

import io.esmm.problem.Problem;
import java.util.List;
import java.util.function.Function;

/** What the parts of a configuration must satisfy together; places are pointers from the root. */
final class CrossChecks {
  private static final List<Function<Outline, List<Problem>>> CHECKS =
      List.of(
          FieldChecks::problems,
          LabelChecks::problems,
          TermChecks::problems,
          ReadoutChecks::problems,
          TrainingChecks::problems);

  private CrossChecks() {}

  static List<Problem> problems(Outline outline) {
    return CHECKS.stream().flatMap(check -> check.apply(outline).stream()).toList();
  }
}
