package io.esmm.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.faults.Fault;
import io.esmm.faults.FaultyDisk;
import io.esmm.faults.PowerLoss;
import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The disk fails, or the power, at every change that a training makes while it writes checkpoints;
 * the same training then goes on, on a disk that works, to the same bits.
 */
@Tag("once")
class CheckpointStorageTest {
  private static final long SEED = Long.getLong("esmm.seed", 1);

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

  @ParameterizedTest
  @EnumSource
  void aFailureIsToldWithItsPathAndTheTrainingCanGoOn(Fault fault) throws IOException {
    boolean happened = true;
    long change = 0;
    while (happened) {
      change++;
      Path folder = Files.createDirectory(temp.resolve("change" + change)).resolve("checkpoints");
      FaultyDisk disk = FaultyDisk.failing(fault, change);
      try {
        train(disk.path(folder));
      } catch (ProblemException e) {
        assertThat(e).as("change %d", change).hasMessageContaining(folder.toString());
      }
      happened = disk.happened();
      assertNothingHidden(folder, change);
      assertGoesOn(folder, change);
    }
    assertThat(change).as("two checkpoints are written").isGreaterThan(2);
  }

  @Test
  void afterADeathTheTrainingGoesOn() throws IOException {
    goesOnAfter(FaultyDisk::die);
  }

  @ParameterizedTest
  @EnumSource
  void afterAPowerFailureTheTrainingGoesOn(PowerLoss loss) throws IOException {
    goesOnAfter(dead -> dead.die(loss, SEED));
  }

  private void goesOnAfter(Consumer<FaultyDisk> end) throws IOException {
    boolean happened = true;
    long change = 0;
    while (happened) {
      change++;
      Path folder = Files.createDirectory(temp.resolve("death" + change)).resolve("checkpoints");
      FaultyDisk disk = FaultyDisk.deadly(change);
      try {
        train(disk.path(folder));
      } catch (Error e) {
        assertThat(FaultyDisk.isDeath(e)).isTrue();
      }
      happened = disk.happened();
      end.accept(disk);
      assertGoesOn(folder, change);
      assertNothingHidden(folder, change);
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
    Path working = FaultyDisk.sound().path(folder);
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
