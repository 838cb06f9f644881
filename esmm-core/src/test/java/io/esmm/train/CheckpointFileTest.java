package io.esmm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page of numbers of a checkpoint: every bit comes back, and what is no state is refused. */
class CheckpointFileTest {
  private static final Path SHOWN = Path.of("step-7", CheckpointFile.NAME);
  private static final RunState STATE =
      new RunState(
          3, 30, 7, 4096, 0.1, 1.0 / 3, Double.MIN_VALUE, List.of(0.7, 1e-300), Double.NaN, 0);

  private static CheckpointFile reread(String text) {
    return CheckpointFile.read(text.getBytes(StandardCharsets.UTF_8), SHOWN);
  }

  private static String text() {
    return new String(CheckpointFile.of(new TreeMap<>(), STATE).text(), StandardCharsets.UTF_8);
  }

  @Test
  void givesTheStateBack() {
    assertThat(reread(text()).state(SHOWN)).isEqualTo(STATE);
  }

  @Test
  void aLossThatIsNoNumberIsRefused() {
    for (String entry : List.of("null", "\"\"", "\"abc\"")) {
      String harmed = text().replace("\"0.7\"", entry);
      assertThat(harmed).isNotEqualTo(text());
      assertThatThrownBy(() -> reread(harmed).state(SHOWN))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining(SHOWN.toString());
    }
  }
}
