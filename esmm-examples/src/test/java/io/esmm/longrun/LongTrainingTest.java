package io.esmm.longrun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.config.ConfigReader;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The heap of a training does not grow with its rows: {@code train} goes through a set that is
 * larger than its heap. {@code -Plong} trains 20 million rows with 512 MiB.
 */
@Tag("once")
class LongTrainingTest {
  private static final boolean LONG = Boolean.getBoolean("esmm.long");
  private static final long SEED = Long.getLong("esmm.seed", 20261123);
  private static final long ROWS = LONG ? 20_000_000 : 500_000;
  private static final int HEAP_MIB = LONG ? 512 : 32;
  private static final String CONFIG =
      """
      {"name": "long",
       "data": %s,
       "fields": %s,
       "embedding": {"dimension": 4},
       "funnel": {"space": "impression", "events": [
         {"name": "click", "after": "impression", "label": "click",
          "tower": {"type": "mlp", "hidden": [16]}},
         {"name": "buy", "after": "click", "label": "buy",
          "tower": {"type": "mlp", "hidden": [16]}}]},
       "training": {"batchSize": 1024, "epochs": 1, "seed": 1}}
      """;
  private static final String RAW =
      """
      {"source": {"type": "csv", "path": "rows.csv"}, "request": ["request"],
       "split": {"type": "share", "test": 0.1}}\
      """;
  private static final String PREPARED =
      """
      {"train": "many", "test": "prepared/test"}\
      """;

  @TempDir Path folder;

  @Test
  void aSetLargerThanTheHeapIsTrained() throws Exception {
    ManyRows.writeCsv(folder, 3_000, SEED);
    long rows =
        ManyRows.write(
            new ConfigReader(TowerRegistry.load())
                .read(CONFIG.formatted(RAW, ManyRows.FIELDS), "raw.json"),
            folder,
            ROWS,
            SEED);
    Path config = folder.resolve("long.json");
    Files.writeString(config, CONFIG.formatted(PREPARED, ManyRows.FIELDS));
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MIB + "m",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MeasuredCommand.class.getName(),
                "train",
                config.toString(),
                "--out",
                folder.resolve("model").toString(),
                "--threads",
                "2")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    int exit = process.waitFor();
    String said = Files.readString(out, UTF_8);
    assertThat(exit).as("seed %d: %s", SEED, said).isZero();
    assertThat(number("train: ([0-9,]+) rows in ", said)).isEqualTo(rows);
    long heap = number(MeasuredCommand.MOST, said);
    long set = bytes(folder.resolve("many"));
    System.out.printf(
        "seed %d: %,d rows of %,d bytes; heap after a collection at most %,d bytes, -Xmx%dm; %s%n",
        SEED, rows, set, heap, HEAP_MIB, line("train: [0-9,]+ rows in ", said));
    assertThat(number(MeasuredCommand.LIMIT, said)).isLessThanOrEqualTo((long) HEAP_MIB << 20);
    assertThat(set).isGreaterThan((long) HEAP_MIB << 20);
  }

  /** The number in the first group of a pattern. */
  private static long number(String pattern, String said) {
    Matcher matcher = Pattern.compile(pattern).matcher(said);
    assertThat(matcher.find()).as("[%s] in %s", pattern, said).isTrue();
    return Long.parseLong(matcher.group(1).replace(",", ""));
  }

  private static String line(String pattern, String said) {
    return said.lines().filter(line -> line.matches(pattern + ".*")).findFirst().orElseThrow();
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
