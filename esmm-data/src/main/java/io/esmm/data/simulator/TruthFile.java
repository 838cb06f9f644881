package io.esmm.data.simulator;

import io.esmm.problem.ProblemException;
import io.esmm.storage.IoProblems;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The true probabilities of a simulated log, by sample id: what {@link AliCcpWriter} wrote to
 * {@code truth.csv}, digit for digit. Held in eight bytes an impression. Immutable and thread-safe.
 */
public final class TruthFile {
  private final Path path;
  private final int[] click;
  private final int[] conversion;

  TruthFile(Path path, int[] click, int[] conversion) {
    this.path = path;
    this.click = click;
    this.conversion = conversion;
  }

  /**
   * Reads a file, plain or (by its name's end {@code .gz}) compressed. The sample ids must be 1, 2,
   * 3, ...
   *
   * @throws ProblemException if it cannot be read or a line is not of the form; names the line
   */
  public static TruthFile read(Path path) {
    try (InputStream file = Files.newInputStream(path);
        InputStream in =
            path.toString().endsWith(".gz")
                ? new GZIPInputStream(file, 1 << 16)
                : new BufferedInputStream(file, 1 << 16)) {
      return new TruthParser(path, in).parse();
    } catch (IOException e) {
      throw IoProblems.reading(path, e);
    }
  }

  /** The number of impressions; their ids are 1..size(). */
  public int size() {
    return click.length;
  }

  /**
   * The true P(click | impression), a whole number of billionths.
   *
   * @param sample 1..size()
   * @throws ProblemException if there is no such sample
   */
  public double pCtr(long sample) {
    return click[index(sample)] / 1e9;
  }

  /**
   * The true P(conversion | click, impression), for unclicked impressions too; whole billionths.
   *
   * @param sample 1..size()
   * @throws ProblemException if there is no such sample
   */
  public double pCvr(long sample) {
    return conversion[index(sample)] / 1e9;
  }

  private int index(long sample) {
    if (sample < 1 || sample > click.length) {
      throw new ProblemException(
          path.toString(),
          "has no sample [" + sample + "]; it has 1 to " + click.length,
          "give the truth.csv that was written with the log");
    }
    return (int) (sample - 1);
  }

  @Override
  public String toString() {
    return path + " with " + click.length + " impressions";
  }

  static int[] grown(int[] values) {
    return Arrays.copyOf(values, (int) Math.min(2L * values.length, Integer.MAX_VALUE - 8));
  }
}
