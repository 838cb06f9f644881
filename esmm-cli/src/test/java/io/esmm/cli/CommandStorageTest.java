package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.faults.Fault;
import io.esmm.faults.FaultyDisk;
import io.esmm.faults.PowerLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every change of the disk that a command makes fails once, in every way, while it replaces what an
 * earlier command stored; or the process dies there, or the power fails.
 */
@Tag("once")
class CommandStorageTest {
  private static final boolean LONG = Boolean.getBoolean("esmm.long");
  private static final long SEED = Long.getLong("esmm.seed", 1);

  @TempDir private Path folder;
  private TinyProject project;
  private Path place;
  private Path out;
  private SortedMap<String, String> older;
  private SortedMap<String, String> newer;

  static Stream<Arguments> faults() {
    return Stream.of(StoringCommand.values())
        .flatMap(command -> Stream.of(Fault.values()).map(fault -> Arguments.of(command, fault)));
  }

  private void setUp(StoringCommand command) {
    project = new TinyProject(folder);
    command.setUp(project);
    place = project.path("place");
    out = place.resolve("out");
    command.run(project, FaultyDisk.sound(), project.path("older/out"), 1).succeeds();
    command.run(project, FaultyDisk.sound(), project.path("newer/out"), 2).succeeds();
    older = FolderBytes.of(project.path("older/out"));
    newer = FolderBytes.of(project.path("newer/out"));
    assertThat(newer).isNotEqualTo(older);
    command.load(project.path("older/out"));
    command.load(project.path("newer/out"));
  }

  /** What the earlier command left, and nothing else. */
  private void begin() {
    FolderBytes.remove(place);
    FolderBytes.copy(project.path("older"), place);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFailureIsToldWithItsPathAndLeavesTheOldOrTheNew(StoringCommand command, Fault fault)
      throws IOException {
    setUp(command);
    long change = 0;
    for (boolean happened = true; happened; ) {
      change++;
      begin();
      FaultyDisk disk = FaultyDisk.failing(fault, change);
      CommandRun run = command.run(project, disk, out, 2);
      happened = disk.happened();
      String at = "change " + change + ": " + run.err();
      if (run.code() == 0) {
        assertThat(FolderBytes.of(out)).as(at).isEqualTo(newer);
      } else {
        assertThat(happened && fault != Fault.SHORT_WRITE).as(at).isTrue();
        assertThat(run.code()).as(at).isEqualTo(ExitCode.PROBLEM.code());
        assertThat(run.err()).as(at).contains(place.toString()).doesNotContain("Exception");
      }
      if (fault.isOver()) {
        assertThat(FolderBytes.of(out)).as(at).isIn(older, newer);
        assertNothingHidden(at);
      } else {
        command.load(out);
        assertGoesOn(command, at);
      }
    }
    System.out.println(command + ", " + fault + ": " + (change - 1) + " failures");
    assertThat(change).as("changes that failed").isGreaterThan(2);
  }

  /** One of the ends at each change, the next one at the next; with -Plong all at each. */
  @ParameterizedTest
  @EnumSource
  void afterADeathOrAPowerFailureTheSameCommandGivesTheSameBytes(StoringCommand command)
      throws IOException {
    setUp(command);
    List<Consumer<FaultyDisk>> ends = ends();
    long change = 0;
    for (boolean happened = true; happened; ) {
      change++;
      for (int end = 0; end < (LONG ? ends.size() : 1); end++) {
        begin();
        FaultyDisk disk = FaultyDisk.deadly(change);
        command.run(project, disk, out, 2);
        happened = disk.happened();
        ends.get((int) ((change + end) % ends.size())).accept(disk);
        command.load(out);
        assertGoesOn(command, "change " + change + ", seed " + SEED);
      }
    }
    System.out.println(command + ": " + (change - 1) + " deaths, seed " + SEED);
    assertThat(change).as("changes").isGreaterThan(20);
  }

  /** What a death leaves: all that was written, or what each kind of power failure does. */
  private static List<Consumer<FaultyDisk>> ends() {
    List<Consumer<FaultyDisk>> ends = new ArrayList<>();
    ends.add(FaultyDisk::die);
    for (PowerLoss loss : PowerLoss.values()) {
      ends.add(dead -> dead.die(loss, SEED));
    }
    return ends;
  }

  private void assertGoesOn(StoringCommand command, String at) throws IOException {
    command.run(project, FaultyDisk.sound(), out, 2).succeeds();
    assertThat(FolderBytes.of(out)).as(at).isEqualTo(newer);
    assertNothingHidden(at);
  }

  private void assertNothingHidden(String at) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      List<Path> hidden =
          all.filter(path -> String.valueOf(path.getFileName()).startsWith(".esmm")).toList();
      assertThat(hidden).as(at).isEmpty();
    }
  }
}
