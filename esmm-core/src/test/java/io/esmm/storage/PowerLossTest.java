package io.esmm.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.faults.FaultyDisk;
import io.esmm.faults.PowerLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process dies, or the power fails, at every change of the disk. */
class PowerLossTest {
  private static final int SEEDS = 2;

  @TempDir Path temp;

  /** Something that writes. */
  private interface Work {
    void on(FaultyDisk disk);
  }

  /** What is left of a disk by a process that died. */
  private interface End {
    void of(FaultyDisk disk);
  }

  @Test
  void aKilledReplacementLeavesTheOldOrTheNewFolder() throws IOException {
    long k = 1;
    while (isEndedWhileReplacing(
        Files.createDirectory(temp.resolve("at-" + k)), k, dead -> dead.die())) {
      k++;
    }
    assertThat(k).isGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource
  void aPowerFailureLeavesTheOldOrTheNewFolder(PowerLoss loss) throws IOException {
    long k = 1;
    boolean ended = true;
    while (ended) {
      for (long seed = 0; seed < SEEDS; seed++) {
        long chosen = seed;
        Path place = Files.createDirectory(temp.resolve(k + "-" + seed));
        ended = isEndedWhileReplacing(place, k, dead -> dead.die(loss, chosen));
      }
      k++;
    }
    assertThat(k).isGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource
  void aPowerFailureAfterTheCommitLosesNothing(PowerLoss loss) throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      Path place = Files.createDirectory(temp.resolve("after-" + seed));
      FaultyDisk disk = FaultyDisk.sound();
      SampleFolder.write(disk.path(place.resolve("a/model")), "new");
      AtomicFile.write(disk.path(place.resolve("a/out.csv")), "new".getBytes(UTF_8));
      disk.die(loss, seed);
      assertThat(SampleFolder.text(place.resolve("a/model"))).isEqualTo("new");
      assertThat(place.resolve("a/out.csv")).hasContent("new");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPowerFailureLeavesNoFolderOrAWholeOne(PowerLoss loss) throws IOException {
    long k = 1;
    boolean ended = true;
    while (ended) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Path target = Files.createDirectory(temp.resolve(k + "-" + seed)).resolve("a/model");
        FaultyDisk disk = FaultyDisk.deadly(k);
        ended = isEnded(disk, dying -> SampleFolder.write(dying.path(target), "new"));
        disk.die(loss, seed);
        if (Files.exists(target)) {
          assertThat(SampleFolder.text(target)).isEqualTo("new");
        }
        SampleFolder.prepare(target, "next");
        assertThat(SampleFolder.names(target.resolveSibling("."))).containsExactly("model");
      }
      k++;
    }
    assertThat(k).isGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource
  void aPowerFailureLeavesTheOldOrTheNewFile(PowerLoss loss) throws IOException {
    long k = 1;
    boolean ended = true;
    while (ended) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Path place = Files.createDirectory(temp.resolve("file-" + k + "-" + seed));
        Path target = Files.writeString(place.resolve("out.csv"), "old");
        FaultyDisk disk = FaultyDisk.deadly(k);
        ended = isEnded(disk, dying -> AtomicFile.write(dying.path(target), "new".getBytes(UTF_8)));
        disk.die(loss, seed);
        assertThat(Files.readString(target)).isIn("old", "new");
        AtomicFile.write(FaultyDisk.sound().path(target), "next".getBytes(UTF_8));
        assertThat(SampleFolder.names(place)).containsExactly("out.csv");
      }
      k++;
    }
    assertThat(k).isGreaterThan(4);
  }

  private static boolean isEndedWhileReplacing(Path place, long change, End end) {
    Path target = place.resolve("model");
    SampleFolder.prepare(target, "old");
    FaultyDisk disk = FaultyDisk.deadly(change);
    boolean ended = isEnded(disk, dying -> SampleFolder.write(dying.path(target), "new"));
    end.of(disk);
    assertThat(SampleFolder.text(target)).as("change %d", change).isIn("old", "new");
    SampleFolder.prepare(target, "next");
    assertThat(SampleFolder.text(target)).isEqualTo("next");
    assertThat(SampleFolder.names(place)).containsExactly("model");
    return ended;
  }

  /** Whether the process died of it. */
  private static boolean isEnded(FaultyDisk disk, Work work) {
    try {
      work.on(disk);
      return false;
    } catch (Error e) {
      if (!FaultyDisk.isDeath(e)) {
        throw e;
      }
      return true;
    }
  }
}
