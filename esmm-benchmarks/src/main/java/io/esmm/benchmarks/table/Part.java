package io.esmm.benchmarks.table;

import java.util.List;

/**
 * Lines that belong together.
 *
 * @param title what they are about
 * @param lines in the order of the table
 * @param stages the time of each stage of the steps that these lines are about; may be empty
 */
public record Part(String title, List<Line> lines, List<StageTimes> stages) {
  /** Copies the lists. */
  public Part {
    lines = List.copyOf(lines);
    stages = List.copyOf(stages);
  }

  /** Lines without stages. */
  public static Part of(String title, List<Line> lines) {
    return new Part(title, lines, List.of());
  }
}
