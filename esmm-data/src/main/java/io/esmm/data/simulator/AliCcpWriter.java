package io.esmm.data.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esmm.problem.ProblemException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a simulated log in the Ali-CCP format: {@code sample_skeleton.csv}, {@code common_features.csv},
 * and beside them {@code truth.csv} (the true probabilities) and {@code simulation.json} ({@link
 * SimulationSummary}). The folder appears whole or not at all, and its bytes do not depend on the number of
 * threads.
 *
 * @param gzip whether the three tables are compressed, their names ending in {@code .gz}
 * @param threads that simulate; 1 starts none and works in the caller's
 */
public record AliCcpWriter(boolean gzip, int threads) {
  public static final String SKELETON = "sample_skeleton.csv";
  public static final String COMMON = "common_features.csv";
  public static final String TRUTH = "truth.csv";
  public static final String SUMMARY = "simulation.json";

  static final String TRUTH_HEADER = "sample_id,p_click,p_conversion_given_click";

  private static final int BUFFER = 1 << 18;

  public AliCcpWriter {
    if (threads < 1) {
      throw new ProblemException("", "threads [" + threads + "] is not positive", "give 1 or more");
    }
  }

  /** Plain files, one thread. */
  public AliCcpWriter() {
    this(false, 1);
  }

  /** {@link #write(Simulator, Path, LongConsumer)} without progress. */
  public SimulationSummary write(Simulator simulator, Path folder) {
    return write(simulator, folder, rows -> {});
  }

  /**
   * Writes the whole log.
   *
   * @param folder is created
   * @param progress is told, in the caller's thread, how many impressions have been written so far
   * @throws ProblemException if the folder is there already or cannot be written
   */
  public SimulationSummary write(Simulator simulator, Path folder, LongConsumer progress) {
    try {
      Path target = folder.toAbsolutePath();
      if (Files.exists(target)) {
        throw new ProblemException(folder.toString(), "the folder exists", "name a new one");
      }
      Path parent = target.getParent();
      Files.createDirectories(parent);
      Path work = Files.createTempDirectory(parent, "." + target.getFileName() + ".");
      SimulationSummary summary = fill(simulator, work, progress);
      Files.move(work, target);
      return summary;
    } catch (IOException e) {
      throw new ProblemException(folder.toString(), "cannot be written: " + e, "", e);
    }
  }

  private SimulationSummary fill(Simulator simulator, Path folder, LongConsumer progress)
      throws IOException {
    LogCounts counts;
    try (OutputStream skeleton = open(folder, SKELETON);
        OutputStream common = open(folder, COMMON);
        OutputStream truth = open(folder, TRUTH)) {
      truth.write(ByteSink.ascii(TRUTH_HEADER + "\n"));
      counts =
          new LogRenderer(simulator, threads)
              .run(
                  lines -> {
                    lines.skeleton.writeTo(skeleton);
                    lines.common.writeTo(common);
                    lines.truth.writeTo(truth);
                    progress.accept(lines.lastSample());
                  });
    }
    SimulationSummary summary =
        new SimulationSummary(
            SimulationSummary.GENERATOR, simulator.config(), simulator.intercepts(), counts);
    Files.write(folder.resolve(SUMMARY), json(summary));
    return summary;
  }

  private OutputStream open(Path folder, String name) throws IOException {
    if (gzip) {
      OutputStream file = Files.newOutputStream(folder.resolve(name + ".gz"));
      return new BufferedOutputStream(new GZIPOutputStream(file, BUFFER), BUFFER);
    }
    return Files.newOutputStream(folder.resolve(name));
  }

  private static byte[] json(SimulationSummary summary) throws JsonProcessingException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    String text =
        new ObjectMapper()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(indenter))
            .writeValueAsString(summary);
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
