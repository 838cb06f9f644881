package io.esmm.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a hostile file says about itself reaches the terminal as one harmless line. */
class ProblemTest {
  @Test
  void isOneLineWithoutControlCharacters() {
    Problem problem = new Problem("a\nfile", "name [x\ny\u001b[2J\u0007] unknown", "see\nbelow");
    assertThat(problem.toString())
        .isEqualTo("a\\u000afile: name [x\\u000ay\\u001b[2J\\u0007] unknown; see\\u000abelow");
  }

  @Test
  void severalProblemsHaveALineEach() {
    ProblemException both =
        new ProblemException(
            java.util.List.of(new Problem("a", "b\nc", ""), new Problem("", "d", "e")));
    assertThat(both).hasMessage("a: b\\u000ac\nd; e");
  }

  @Test
  void aTextOfAnyLengthIsCut() {
    assertThat(new Problem("", "x".repeat(5000), "").what()).hasSize(2000).endsWith("x...");
  }
}
