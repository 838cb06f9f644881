package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.faults.FaultyDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code prepare} and {@code experiment} are killed by SIGKILL at changes of the disk, each told by
 * its number, kind and file, and given again: the end is that of a command that nobody touched.
 */
@Tag("once")
class KillPointsTest {
  /** Points of each command at least. */
  private static final int POINTS = 15;

  /** From one of the changes at which a process is killed to the next: some of each kind. */
  private static final int STRIDE = Integer.getInteger("esmm.stride", 13);

  @TempDir private Path folder;
  private TinyProject project;
  private final Set<String> points = new TreeSet<>();

  /** What a process printed, and whether it was killed. */
  private record Life(boolean killed, List<String> lines) {}

  @BeforeEach
  void project() {
    project = new TinyProject(folder);
  }

  /** Runs a command and kills it at the change of that number, if it comes so far. */
  private Life live(long change, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Desmm.kernels=scalar", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(List.of(PausingCommand.class.getName(), Long.toString(change)));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    boolean killed = false;
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.startsWith(FaultyDisk.PAUSED)) {
          process.toHandle().destroyForcibly();
          killed = true;
          points.add(
              "%03d %s"
                  .formatted(
                      change, line.replaceFirst(FaultyDisk.PAUSED + "(\\w+) of .*/", "$1 ")));
        }
      }
    }
    int code = process.waitFor();
    assertThat(killed || code == 0).as("change %s: %s", change, lines).isTrue();
    return new Life(killed, lines);
  }

  private void assertNothingHidden(String at) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(path -> hidden(path.toString()))).as(at).isEmpty();
    }
  }

  private void assertNamed(int least) {
    System.out.println(points.size() + " points of the disk: " + points);
    assertThat(points).hasSizeGreaterThanOrEqualTo(least);
  }

  @Test
  void aPreparation() throws Exception {
    StoringCommand.PREPARE.setUp(project);
    Path out = project.path("out");
    List<String> command = StoringCommand.PREPARE.arguments(project, out, 1);
    Path whole = project.path("whole");
    live(0, StoringCommand.PREPARE.arguments(project, whole, 1));
    SortedMap<String, String> expected = FolderBytes.of(whole);
    assertThat(expected).isNotEmpty();
    boolean killed = true;
    for (long change = 1; killed; change += STRIDE) {
      killed = live(change, command).killed();
      String at = "change " + change;
      if (Files.exists(out)) {
        assertThat(FolderBytes.of(out)).as(at).isEqualTo(expected);
      }
      CommandRun.of(command.toArray()).succeeds();
      assertThat(FolderBytes.of(out)).as(at).isEqualTo(expected);
      assertNothingHidden(at);
      FolderBytes.remove(out);
    }
    assertNamed(POINTS);
  }

  /** In one chain: what earlier lives have finished is not done again. */
  @Test
  void anExperiment() throws Exception {
    Path whole = project.path("whole");
    assertThat(live(0, experiment(whole)).killed()).isFalse();
    SortedMap<String, String> expected = runs(whole);
    assertThat(expected).isNotEmpty();
    Path out = project.path("out");
    SortedMap<String, String> done = runs(out);
    boolean killed = true;
    for (long change = 1; killed; change += STRIDE) {
      killed = live(change, experiment(out)).killed();
      String at = "change " + change;
      SortedMap<String, String> now = runs(out);
      assertThat(now.entrySet()).as(at).containsAll(done.entrySet());
      assertThat(expected.keySet()).as(at).containsAll(now.keySet());
      done = now;
    }
    // A run's own file also holds how long it took.
    done.keySet().removeIf(name -> name.endsWith(".json"));
    expected.keySet().removeIf(name -> name.endsWith(".json"));
    assertThat(done).isEqualTo(expected).isNotEmpty();
    for (String file : List.of("results.json", "results.csv")) {
      assertThat(out.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
    assertNothingHidden("the end");
    assertNamed(POINTS);
  }

  private List<String> experiment(Path out) {
    return Stream.of(
            "experiment",
            "table2",
            "--config",
            project.config(),
            "--repeats",
            3,
            "--methods",
            "base,esmm",
            "--threads",
            1,
            "--out",
            out)
        .map(Object::toString)
        .toList();
  }

  /** The finished runs: those under their final names. */
  private static SortedMap<String, String> runs(Path out) {
    SortedMap<String, String> runs = FolderBytes.of(out.resolve("runs"));
    runs.entrySet().removeIf((Map.Entry<String, String> run) -> hidden(run.getKey()));
    return runs;
  }

  private static boolean hidden(String path) {
    return String.valueOf(Path.of(path).getFileName()).startsWith(".esmm");
  }
}
