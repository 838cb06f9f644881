package io.esmm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.graph.Weights;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.FolderFormat;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every version of the format of checkpoints is still read, bit for bit; a newer one is refused
 * with the release that reads it.
 */
class GoldenCheckpointTest {
  private static final String NAME = "step-000000000041";
  private static final int VERSION = CheckpointFolder.FORMAT.version();

  @TempDir Path temporary;

  /** A copy of a golden checkpoint: whoever reads checkpoints locks their folder. */
  private CheckpointFolder copy(int version) throws IOException, URISyntaxException {
    Path golden =
        Path.of(
            Objects.requireNonNull(
                    GoldenCheckpointTest.class.getResource("checkpoint-" + version + "/" + NAME))
                .toURI());
    Path copy = temporary.resolve("copy-" + version);
    try (Stream<Path> files = Files.walk(golden)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(NAME).resolve(golden.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return CheckpointFolder.of(copy);
  }

  private static Checkpoints.Stored newest(Checkpoints checkpoints) {
    return checkpoints.newest().orElseThrow();
  }

  @Test
  void eachVersionGivesBackEveryBit() throws Exception {
    for (int version = 1; version <= VERSION; version++) {
      try (Checkpoints checkpoints = Checkpoints.claim(copy(version), GoldenCheckpoint.RUN)) {
        Checkpoints.Stored stored = newest(checkpoints);
        assertThat(stored.folder().manifest().format().version()).isEqualTo(version);
        assertThat(stored.state()).isEqualTo(GoldenCheckpoint.STATE);
        OptimizerState expected = GoldenCheckpoint.values();
        OptimizerState values =
            new OptimizerState(
                GoldenCheckpoint.zeros(), GoldenCheckpoint.zeros(), GoldenCheckpoint.zeros());
        stored.read(values);
        assertSame(values.weights(), expected.weights());
        assertSame(values.first(), expected.first());
        assertSame(values.second(), expected.second());
        Weights best = GoldenCheckpoint.zeros();
        stored.readBest(best);
        assertSame(best, GoldenCheckpoint.best());
      }
    }
  }

  private static void assertSame(Weights actual, Weights expected) {
    for (int p = 0; p < expected.parameters().size(); p++) {
      assertThat(actual.of(actual.parameters().get(p)).floats())
          .containsExactly(expected.of(expected.parameters().get(p)).floats());
    }
  }

  @Test
  void aNewerFormatIsRefusedWithTheReleaseThatReadsIt() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("newer"));
    try (AtomicFolder out =
        AtomicFolder.create(
            folder.resolve(NAME), new FolderFormat("esmm-checkpoint", VERSION + 1, "99.1.0"))) {
      out.commit();
    }
    try (Checkpoints checkpoints =
        Checkpoints.claim(CheckpointFolder.of(folder), GoldenCheckpoint.RUN)) {
      assertThatThrownBy(checkpoints::newest)
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining(
              "esmm-checkpoint version %d is too new, needs version 99.1.0 of ESMM", VERSION + 1);
    }
  }
}
