package io.esmm.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.faults.FaultyDisk;
import io.esmm.problem.ProblemException;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.Checksummer;
import io.esmm.storage.StoredFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training is killed by SIGKILL, started again, killed again, until it ends: what it gives then
 * is what a training gives that nobody touched. After every kill there is a checkpoint that can be
 * read, no older than the latest that was announced, and at most one interval is trained again.
 *
 * <p>{@code -Desmm.kills=N} changes the number of kills, a quarter of which hit a checkpoint while
 * it is being written; {@code -Desmm.seed=S} the moments of the others.
 */
@Tag("once")
class KillTest {
  private static final int KILLS = Integer.getInteger("esmm.kills", 200);
  private static final int AT_WRITES = KILLS / 4;
  private static final long SEED = Long.getLong("esmm.seed", 1);

  /** Changes of the disk, each told by its number, kind and file, at which a process is killed. */
  private static final int NAMED_POINTS = 30;

  /** As long as an untouched training takes, or so: where a chain of kills comes to an end. */
  private static final int LATEST_MILLISECONDS = 500;

  @TempDir Path temp;

  private String untouched = "";
  private Path checkpoints = Path.of("");
  private int chains;

  /** The latest checkpoint and the latest step that were announced in this chain. */
  private long written;

  private long taken;

  /** One process, from its start to its end. */
  private record Life(List<String> lines) {
    /** The last number announced after this word; 0 if there is none. */
    long last(String word) {
      return lines.stream()
          .filter(line -> line.startsWith(word + " "))
          .mapToLong(line -> Long.parseLong(line.substring(word.length() + 1)))
          .reduce(0, (_, last) -> last);
    }

    /** Whether training, or going on with it, had begun. */
    boolean hasBegun() {
      return lines.stream()
          .anyMatch(line -> line.startsWith("resumed ") || line.startsWith("step "));
    }

    String done() {
      String end = lines.isEmpty() ? "" : lines.getLast();
      return end.startsWith("done ") ? end : "";
    }
  }

  @BeforeEach
  void train() throws Exception {
    checkpoints = temp.resolve("untouched");
    untouched = live(0, -1).done();
    assertThat(untouched).isNotEmpty();
    begin();
  }

  @Test
  void atRandomMoments() throws Exception {
    System.out.println("kills " + (KILLS - AT_WRITES) + ", seed " + SEED);
    Random random = new Random(SEED);
    int killed = 0;
    while (killed < KILLS - AT_WRITES) {
      Life life = live(0, random.nextInt(LATEST_MILLISECONDS));
      killed += isKilled(life) ? 1 : 0;
    }
    finish();
  }

  @Test
  void atEveryChangeOfTheDiskThatACheckpointMakes() throws Exception {
    Set<String> points = new TreeSet<>();
    int killed = 0;
    for (long change = 1; killed < AT_WRITES; change++) {
      String number = String.format(Locale.ROOT, "%02d ", change);
      Life life = live(change, -1);
      killed += isKilled(life) ? 1 : 0;
      life.lines().stream()
          .filter(line -> line.startsWith(FaultyDisk.PAUSED))
          .map(line -> number + line.replaceFirst(FaultyDisk.PAUSED + "(\\w+) of .*/", "$1 "))
          .forEach(points::add);
    }
    System.out.println(points.size() + " points of the disk: " + points);
    assertThat(points).hasSizeGreaterThanOrEqualTo(Math.min(AT_WRITES, NAMED_POINTS));
    finish();
  }

  /** Begins a chain of lives with an empty folder. */
  private void begin() {
    checkpoints = temp.resolve("chain-" + chains++);
    written = 0;
    taken = 0;
  }

  /** Judges a life that may have been ended by a kill; false if it came to its own end before. */
  private boolean isKilled(Life life) throws IOException {
    if (life.hasBegun()) {
      long resumed = life.last("resumed");
      assertThat(resumed).as("checkpoint gone on from").isGreaterThanOrEqualTo(written);
      assertThat(taken - resumed).as("steps lost").isLessThanOrEqualTo(KilledTraining.INTERVAL);
      taken = Math.max(resumed, life.last("step"));
    }
    if (!life.done().isEmpty()) {
      assertThat(life.done()).isEqualTo(untouched);
      begin();
      return false;
    }
    written = Math.max(written, life.last("checkpoint"));
    assertThat(latestUnharmed()).as("checkpoint on the disk").isGreaterThanOrEqualTo(written);
    return true;
  }

  /** Lets the chain come to its end. */
  private void finish() throws Exception {
    assertThat(live(0, -1).done()).isEqualTo(untouched);
    try (Stream<Path> left = Files.list(checkpoints)) {
      assertThat(left.map(path -> String.valueOf(path.getFileName())))
          .allMatch(name -> CheckpointFolder.NAME.matcher(name).matches())
          .hasSize(2);
    }
    assertThat(content(checkpoints)).isEqualTo(content(temp.resolve("untouched")));
  }

  /** The SHA-256 of each file: weights, moments, counters, what early stopping remembers. */
  private static SortedMap<String, String> content(Path folder) throws IOException {
    SortedMap<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String digest = Checksummer.of(ChecksumKind.SHA256, Files.readAllBytes(file)).hex();
        content.put(folder.relativize(file).toString(), digest);
      }
    }
    return content;
  }

  /** The step of the latest checkpoint that is whole, without touching anything; 0 for none. */
  private long latestUnharmed() throws IOException {
    long latest = 0;
    if (!Files.isDirectory(checkpoints)) {
      return latest;
    }
    try (Stream<Path> entries = Files.list(checkpoints)) {
      for (Path entry : entries.toList()) {
        String name = String.valueOf(entry.getFileName());
        if (CheckpointFolder.NAME.matcher(name).matches()) {
          try {
            StoredFolder.open(entry, CheckpointFolder.FORMAT, StoredFolder.Check.EVERYTHING);
            latest = Math.max(latest, Long.parseLong(name.substring("step-".length())));
          } catch (ProblemException e) {
            throw new AssertionError("a harmed checkpoint stands under its name", e);
          }
        }
      }
    }
    return latest;
  }

  /**
   * Starts a process and waits until it ends or is killed.
   *
   * @param pauseAt the change of the disk at which it is killed; 0 for none
   * @param milliseconds after it is ready, when it is killed; negative for never
   */
  private Life live(long pauseAt, int milliseconds) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Desmm.kernels=scalar", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(
        List.of(KilledTraining.class.getName(), checkpoints.toString(), Long.toString(pauseAt)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        // The last line of a killed process may be cut off; a number would be another one then.
        if (!out.ready() && !process.isAlive() && !line.startsWith("done ")) {
          break;
        }
        lines.add(line);
        if (line.equals("ready") && milliseconds >= 0) {
          Thread.sleep(milliseconds);
          process.toHandle().destroyForcibly();
        } else if (line.startsWith(FaultyDisk.PAUSED)) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    return new Life(lines);
  }
}
