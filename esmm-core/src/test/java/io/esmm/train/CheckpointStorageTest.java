package io.esmm.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.problem.ProblemException;
import io.esmm.storage.FaultyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The disk fails, or the power, at every change that a training makes while it writes checkpoints;
 * the same training then goes on, on a disk that works, to the same bits.
 */
@Tag("once")
class CheckpointStorageTest {
  /** Power failures at each change, beside a death with the power on. */
  private static final int SEEDS = 1;

  private static final InMemorySet ROWS = StatefulTraining.rows(5);

  /** Eight steps, two checkpoints, the latest of which stays. */
  private static final TrainingConfig TRAINING =
      new TrainingConfig(
          32,
          1,
          11L,
          null,
          new EarlyStoppingConfig("joint.auc:buy", 9, 3, null),
          null,
          new CheckpointConfig(3, null, 1));

  private static final TrainingResult UNTOUCHED = StatefulTraining.trainer(TRAINING).train(ROWS);

  @TempDir Path temp;

  static List<String> failures() {
    return FaultyDisk.failures();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsToldWithItsPathAndTheTrainingCanGoOn(String kind) throws IOException {
    boolean happened = true;
    long change = 0;
    while (happened) {
      change++;
      Path folder = Files.createDirectory(temp.resolve(kind + change)).resolve("checkpoints");
      FaultyDisk disk = FaultyDisk.failing(kind, change);
      try {
        train(disk.path(folder));
      } catch (ProblemException e) {
        assertThat(e).as("change %d", change).hasMessageContaining(folder.toString());
      }
      happened = disk.happened();
      assertNothingHidden(folder, change);
      assertGoesOn(folder, change);
    }
    assertThat(change).isGreaterThan(50);
  }

  @Test
  void afterADeathOrAPowerFailureTheTrainingGoesOn() throws IOException {
    boolean happened = true;
    long change = 0;
    while (happened) {
      change++;
      for (long seed = -1; seed < SEEDS; seed++) {
        String name = "death" + change + "seed" + seed;
        Path folder = Files.createDirectory(temp.resolve(name)).resolve("checkpoints");
        FaultyDisk disk = FaultyDisk.deadly(change);
        try {
          train(disk.path(folder));
        } catch (Error e) {
          assertThat(FaultyDisk.isDeath(e)).isTrue();
        }
        happened = disk.happened();
        disk.die(seed);
        assertGoesOn(folder, change);
        assertNothingHidden(folder, change);
      }
    }
    assertThat(change).isGreaterThan(50);
  }

  private static TrainingResult train(Path folder) {
    return StatefulTraining.trainer(TRAINING)
        .withCheckpoints(CheckpointFolder.of(folder))
        .train(ROWS);
  }

  /** On a disk that works, but forgets to wait: forcing takes most of the time. */
  private static void assertGoesOn(Path folder, long change) {
    Path working = FaultyDisk.failing("IO_ERROR", Long.MAX_VALUE).path(folder);
    TrainingResult result = train(working);
    assertThat(result.weights().differing(UNTOUCHED.weights())).as("change %d", change).isEmpty();
    assertThat(result.epochLosses()).isEqualTo(UNTOUCHED.epochLosses());
    assertThat(result.bestMetric()).isEqualTo(UNTOUCHED.bestMetric());
  }

  private static void assertNothingHidden(Path folder, long change) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolveSibling("."))) {
      assertThat(all.map(path -> String.valueOf(path.getFileName())))
          .as("change %d", change)
          .noneMatch(name -> name.startsWith(".esmm"));
    }
  }
}
