package io.esmm.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.faults.Fault;
import io.esmm.faults.FaultyDisk;
import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every change of the disk fails once, in every way. */
class FailingStorageTest {
  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = Mode.EXCLUDE,
      names = {"SHORT_WRITE", "NO_FORCE_NO_RENAME"})
  void aFailureLeavesTheOldFolderAndNothingElse(Fault fault) throws IOException {
    long k = 1;
    for (FaultyDisk disk = FaultyDisk.failing(fault, k); ; disk = FaultyDisk.failing(fault, ++k)) {
      Path place = place(k);
      SampleFolder.prepare(place.resolve("model"), "old");
      ProblemException failure = writeFolder(place.resolve("model"), disk);
      if (!disk.happened()) {
        break;
      }
      assertThat(SampleFolder.text(place.resolve("model")))
          .isEqualTo(isWritten(failure) ? "new" : "old");
      assertThat(SampleFolder.names(place)).as("change %d", k).containsExactly("model");
      assertNamesThePath(failure, place, fault);
    }
    assertThat(k).isGreaterThan(concernsAll(fault) ? 20 : 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = Mode.EXCLUDE,
      names = {"SHORT_WRITE", "NO_FORCE_NO_RENAME"})
  void aFailureLeavesNothingWhereNothingWas(Fault fault) throws IOException {
    long k = 1;
    for (FaultyDisk disk = FaultyDisk.failing(fault, k); ; disk = FaultyDisk.failing(fault, ++k)) {
      Path place = place(k);
      ProblemException failure = writeFolder(place.resolve("a/b/model"), disk);
      if (!disk.happened()) {
        break;
      }
      if (failure == null) {
        assertThat(SampleFolder.text(place.resolve("a/b/model"))).isEqualTo("new");
        assertThat(SampleFolder.names(place.resolve("a/b"))).containsExactly("model");
      } else {
        assertThat(SampleFolder.names(place)).as("change %d", k).isEmpty();
        assertNamesThePath(failure, place, fault);
      }
    }
    assertThat(k).isGreaterThan(concernsAll(fault) ? 20 : 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = Mode.EXCLUDE,
      names = {"SHORT_WRITE", "NO_FORCE_NO_RENAME"})
  void aFailureLeavesTheOldFileOrTheNewOne(Fault fault) throws IOException {
    long k = 1;
    for (FaultyDisk disk = FaultyDisk.failing(fault, k); ; disk = FaultyDisk.failing(fault, ++k)) {
      Path place = place(k);
      Path target = Files.writeString(place.resolve("out.csv"), "old");
      ProblemException failure =
          attempt(target, disk, path -> AtomicFile.write(path, "new".getBytes(UTF_8)));
      if (!disk.happened()) {
        break;
      }
      assertThat(Files.readString(target)).isIn("old", "new");
      if (failure == null) {
        assertThat(target).hasContent("new");
      } else {
        assertNamesThePath(failure, place, fault);
      }
      assertThat(SampleFolder.names(place)).as("change %d", k).containsExactly("out.csv");
    }
    assertThat(k).isGreaterThan(concernsAll(fault) ? 4 : 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"SHORT_WRITE", "NO_FORCE_NO_RENAME"})
  void whateverTheDiskDoesTheOldOrTheNewFolderIsReadable(Fault fault) throws IOException {
    long k = 1;
    for (FaultyDisk disk = FaultyDisk.failing(fault, k); ; disk = FaultyDisk.failing(fault, ++k)) {
      Path place = place(k);
      SampleFolder.prepare(place.resolve("model"), "old");
      ProblemException failure = writeFolder(place.resolve("model"), disk);
      if (!disk.happened()) {
        break;
      }
      assertThat(SampleFolder.text(place.resolve("model")))
          .as("change %d", k)
          .isEqualTo(isWritten(failure) ? "new" : "old");
      SampleFolder.prepare(place.resolve("model"), "next");
      assertThat(SampleFolder.names(place)).containsExactly("model");
    }
  }

  private static @Nullable ProblemException writeFolder(Path target, FaultyDisk disk) {
    return attempt(target, disk, path -> SampleFolder.write(path, "new"));
  }

  private static @Nullable ProblemException attempt(
      Path target, FaultyDisk disk, Consumer<Path> work) {
    try {
      work.accept(disk.path(target));
      return null;
    } catch (ProblemException e) {
      return e;
    }
  }

  private static boolean concernsAll(Fault fault) {
    return fault == Fault.NO_SPACE || fault == Fault.IO_ERROR;
  }

  private static boolean isWritten(@Nullable ProblemException failure) {
    return failure == null || failure.getMessage().contains("is written, but");
  }

  private static void assertNamesThePath(
      @Nullable ProblemException failure, Path place, Fault fault) {
    if (failure != null) {
      assertThat(failure.problems()).hasSize(1);
      assertThat(failure.problems().getFirst().where()).startsWith(place.toString());
      if (fault == Fault.NO_SPACE && !isWritten(failure)) {
        assertThat(failure).hasMessageContaining("no space left on its disk; free space there");
      }
    }
  }

  private Path place(long k) throws IOException {
    return Files.createDirectory(temp.resolve("change-" + k));
  }
}
