package io.esmm.data.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.FolderFormat;
import io.esmm.storage.IoProblems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Writes a simulated log in the Ali-CCP format: {@code sample_skeleton.csv}, {@code
 * common_features.csv}, and beside them {@code truth.csv} (the true probabilities) and {@code
 * simulation.json} ({@link SimulationSummary}). The folder appears whole or not at all, and its
 * bytes do not depend on the number of threads.
 *
 * @param gzip whether the three tables are compressed, their names ending in {@code .gz}
 * @param threads that simulate; 1 starts none and works in the caller's
 */
public record AliCcpWriter(boolean gzip, int threads) {
  /**
   * The name of the table with a row for each impression: its labels and the features of its item;
   * ends in {@code .gz} if compressed.
   */
  public static final String SKELETON = "sample_skeleton.csv";

  /**
   * The name of the table of the features that impressions of a request share; ends in {@code .gz}
   * if compressed.
   */
  public static final String COMMON = "common_features.csv";

  /** The name of the table of true probabilities; ends in {@code .gz} if compressed. */
  public static final String TRUTH = "truth.csv";

  /** The name of the file with the {@link SimulationSummary}. */
  public static final String SUMMARY = "simulation.json";

  static final String TRUTH_HEADER = "sample_id,p_click,p_conversion_given_click";

  private static final FolderFormat FORMAT = new FolderFormat("esmm-simulation", 1, "0.1.0");

  /**
   * Checks the number of threads.
   *
   * @throws ProblemException if it is not positive
   */
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
   * @param folder is created, or replaces an earlier simulation
   * @param progress is told, in the caller's thread, how many impressions have been written so far
   * @throws ProblemException if the folder holds anything else or cannot be written
   */
  public SimulationSummary write(Simulator simulator, Path folder, LongConsumer progress) {
    try (AtomicFolder output = AtomicFolder.create(folder, FORMAT)) {
      LogCounts counts = writeTables(simulator, output, progress);
      SimulationSummary summary =
          new SimulationSummary(
              SimulationSummary.GENERATOR, simulator.config(), simulator.intercepts(), counts);
      output.write(SUMMARY, json(summary));
      output.commit();
      return summary;
    } catch (IOException e) {
      throw IoProblems.writing(folder, e);
    }
  }

  private LogCounts writeTables(Simulator simulator, AtomicFolder output, LongConsumer progress)
      throws IOException {
    try (LogTable skeleton = open(output, SKELETON);
        LogTable common = open(output, COMMON);
        LogTable truth = open(output, TRUTH)) {
      LogTable.Part header = new LogTable.Part(gzip);
      header.text.put(ByteSink.ascii(TRUTH_HEADER + "\n"));
      header.pack();
      truth.write(header);
      return new LogRenderer(simulator, gzip, threads)
          .run(lines -> {
            skeleton.write(lines.skeleton);
            common.write(lines.common);
            truth.write(lines.truth);
            progress.accept(lines.lastSample());
          });
    }
  }

  private LogTable open(AtomicFolder output, String name) throws IOException {
    String file = gzip ? name + ".gz" : name;
    return new LogTable(output.newFile(file, ChecksumKind.CRC32C), gzip);
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
