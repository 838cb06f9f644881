package io.esmm.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  private final StringWriter text = new StringWriter();
  private long nanos;

  @Test
  void elsewhereThanOnATerminalALineIsPrintedEveryFewSeconds() {
    try (Progress progress = progress(false)) {
      for (int second = 1; second <= 12; second++) {
        nanos = second * 1_000_000_000L;
        progress.rows(1000L * second, 20_000, "loss 0.5");
      }
      progress.done("");
    }
    assertThat(text.toString())
        .isEqualTo(
            """
            train:  25%  5,000 rows  1,000 rows/s  15 s left  loss 0.5
            train:  50%  10,000 rows  1,000 rows/s  10 s left  loss 0.5
            train: 12,000 rows in 12 s, 1,000 rows/s
            """);
  }

  @Test
  void onATerminalTheLineRewritesItselfAndIsGoneInTheEnd() {
    try (Progress progress = progress(true)) {
      nanos = 1_000_000_000L;
      progress.rows(10, 100, "loss 0.5000");
      nanos = 2_000_000_000L;
      progress.rows(20, 100, "");
    }
    String first = "train:  10%  10 rows  10 rows/s  9.0 s left  loss 0.5000";
    String second = "train:  20%  20 rows  10 rows/s  8.0 s left";
    assertThat(text.toString())
        .isEqualTo(
            "\r"
                + first
                + "\r"
                + second
                + " ".repeat(first.length() - second.length())
                + "\r"
                + " ".repeat(second.length())
                + "\r");
  }

  @Test
  void nothingIsForetoldWhileTheFirstRowsWarmUpTheMachine() {
    try (Progress progress = progress(false)) {
      nanos = 6_000_000_000L;
      progress.rows(40, 1000, "");
      nanos = 16_000_000_000L;
      progress.rows(48, 1000, "");
    }
    assertThat(text.toString())
        .isEqualTo(
            """
            train:   4%  40 rows  7 rows/s
            train:   4%  48 rows  1 rows/s  19 min 50 s left
            """);
  }

  @Test
  void withoutATotalNothingIsSaidOfTheEnd() {
    try (Progress progress = progress(false)) {
      nanos = 10_000_000_000L;
      progress.rows(1000, 0, "");
    }
    assertThat(text.toString()).isEqualTo("train: 1,000 rows  100 rows/s\n");
  }

  /** Such as all networks of a grid: 8% in 10 s leaves 115 s, nothing is foretold at 2%. */
  @Test
  void whatIsLeftOfManyKindsOfWorkFollowsFromTheShareThatIsDone() {
    try (Progress progress = progress(false)) {
      nanos = 5_000_000_000L;
      progress.share(0.02, "pCTR, seed 1");
      nanos = 10_000_000_000L;
      progress.share(0.08, "base, seed 1");
      nanos = 16_000_000_000L;
      progress.share(0.5, "esmm, seed 3");
    }
    assertThat(text.toString())
        .isEqualTo(
            """
            train:   2%  pCTR, seed 1
            train:   8%  1 min 55 s left  base, seed 1
            train:  50%  16 s left  esmm, seed 3
            """);
  }

  @Test
  void quietMeansNothing() {
    try (Progress progress = new Progress("train", null, true, () -> nanos)) {
      nanos = 10_000_000_000L;
      progress.rows(1000, 0, "");
      progress.done("");
    }
    assertThat(text.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, 0.0 s",
    "9.94, 9.9 s",
    "9.96, 10 s",
    "59.4, 59 s",
    "200, 3 min 20 s",
    "7500, 2 h 5 min"
  })
  void durationsAreShort(double seconds, String expected) {
    assertThat(Progress.duration(seconds)).isEqualTo(expected);
  }

  private Progress progress(boolean terminal) {
    return new Progress("train", new PrintWriter(text), terminal, () -> nanos);
  }
}
