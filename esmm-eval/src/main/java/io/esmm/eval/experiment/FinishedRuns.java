package io.esmm.eval.experiment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * A folder with a file for each training that is done. A file's name ends in a checksum of what the
 * run was made from, so a run whose configuration was changed is made again, and nothing else.
 *
 * @param path the folder; it need not exist yet
 */
public record FinishedRuns(Path path) {

  /**
   * What a run gave, now or earlier.
   *
   * @param name of what was run
   * @param seed of the repeat
   * @param madeFrom everything that decides the result but the name and the seed
   * @param training makes the run if it was not made before
   */
  public FinishedRun run(
      String name, long seed, String madeFrom, Supplier<? extends FinishedRun> training) {
    Path file = file(name, seed, madeFrom, ".json");
    if (!Files.isRegularFile(file)) {
      training.get().write(file);
    }
    return FinishedRun.read(file); // what a later run will see
  }

  /** Where something of a run stands: {@code base-seed1-5d1e30c2.json}. */
  public Path file(String name, long seed, String madeFrom, String ending) {
    return path.resolve("%s-seed%d-%s%s".formatted(name, seed, checksum(madeFrom), ending));
  }

  /** Eight hexadecimal digits that tell texts apart. */
  public static String checksum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
