package io.esmm.config;

import io.esmm.problem.Problem;
import java.util.List;

/** The problems of one document, as they are found. */
final class Findings {
  private final Places places;
  private final List<Problem> problems;

  Findings(String source, List<Problem> problems) {
    this.places = new Places(source);
    this.problems = problems;
  }

  void add(String pointer, String what, String remedy) {
    problems.add(places.problem(pointer, what, remedy));
  }
}
