package io.esmm.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.storage.Trouble.Killed;
import io.esmm.storage.Trouble.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies, or the power fails, at every change of the disk. */
class PowerLossTest {
  private static final int SEEDS = 4;

  @TempDir Path temp;

  @Test
  void aKilledReplacementLeavesTheOldOrTheNewFolder() throws IOException {
    long k = 1;
    while (isKilledWhileReplacing(k, Files.createDirectory(temp.resolve("kill-" + k)), -1)) {
      k++;
    }
    assertThat(k).isGreaterThan(20);
  }

  @Test
  void aPowerFailureLeavesTheOldOrTheNewFolder() throws IOException {
    long k = 1;
    boolean killed = true;
    while (killed) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Path place = Files.createDirectory(temp.resolve("power-" + k + "-" + seed));
        killed = isKilledWhileReplacing(k, place, seed);
      }
      k++;
    }
    assertThat(k).isGreaterThan(20);
  }

  @Test
  void aPowerFailureAfterTheCommitLosesNothing() throws IOException {
    for (long seed = 0; seed < 50; seed++) {
      Path place = Files.createDirectory(temp.resolve("after-" + seed));
      FailingFileSystem disk = new FailingFileSystem(Trouble.none());
      SampleFolder.write(disk.path(place.resolve("a/model")), "new");
      AtomicFile.write(disk.path(place.resolve("a/out.csv")), "new".getBytes(UTF_8));
      disk.die();
      disk.losePower(seed);
      assertThat(SampleFolder.text(place.resolve("a/model"))).isEqualTo("new");
      assertThat(place.resolve("a/out.csv")).hasContent("new");
    }
  }

  @Test
  void aPowerFailureLeavesNoFolderOrAWholeOne() throws IOException {
    long k = 1;
    boolean killed = true;
    while (killed) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Path place = Files.createDirectory(temp.resolve("fresh-" + k + "-" + seed));
        Path target = place.resolve("a/model");
        killed = isKilled(k, seed, target);
        if (Files.exists(target)) {
          assertThat(SampleFolder.text(target)).isEqualTo("new");
        }
        SampleFolder.prepare(target, "next");
        assertThat(SampleFolder.names(place.resolve("a"))).containsExactly("model");
      }
      k++;
    }
  }

  @Test
  void aPowerFailureLeavesTheOldOrTheNewFile() throws IOException {
    long k = 1;
    boolean killed = true;
    while (killed) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Path place = Files.createDirectory(temp.resolve("file-" + k + "-" + seed));
        Path target = Files.writeString(place.resolve("out.csv"), "old");
        FailingFileSystem disk = new FailingFileSystem(new Trouble(Kind.KILL, k));
        try {
          AtomicFile.write(disk.path(target), "new".getBytes(UTF_8));
          killed = false;
        } catch (Killed e) {
          killed = true;
        }
        disk.die();
        disk.losePower(seed);
        assertThat(Files.readString(target)).isIn("old", "new");
        AtomicFile.write(
            new FailingFileSystem(Trouble.none()).path(target), "next".getBytes(UTF_8));
        assertThat(SampleFolder.names(place)).containsExactly("out.csv");
      }
      k++;
    }
  }

  private static boolean isKilledWhileReplacing(long k, Path place, long seed) {
    Path target = place.resolve("model");
    SampleFolder.prepare(target, "old");
    boolean killed = isKilled(k, seed, target);
    assertThat(SampleFolder.text(target)).as("change %d, seed %d", k, seed).isIn("old", "new");
    SampleFolder.prepare(target, "next");
    assertThat(SampleFolder.text(target)).isEqualTo("next");
    assertThat(SampleFolder.names(place)).containsExactly("model");
    return killed;
  }

  private static boolean isKilled(long k, long seed, Path target) {
    FailingFileSystem disk = new FailingFileSystem(new Trouble(Kind.KILL, k));
    boolean killed = false;
    try {
      SampleFolder.write(disk.path(target), "new");
    } catch (Killed e) {
      killed = true;
    }
    disk.die();
    if (seed >= 0) {
      disk.losePower(seed);
    }
    return killed;
  }
}
