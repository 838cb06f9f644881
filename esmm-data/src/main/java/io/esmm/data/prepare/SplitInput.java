package io.esmm.data.prepare;

import io.esmm.data.raw.RawInput;
import io.esmm.data.raw.RawLayout;
import io.esmm.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A source, how its rows are split, and what the first pass found in it. */
final class SplitInput implements AutoCloseable {
  private final RawInput rows;
  private final RawLayout layout;
  private @Nullable Splitter splitter;
  private @Nullable Admission admission;
  private Map<String, Long> quirks = new LinkedHashMap<>();

  SplitInput(RawInput rows, RawLayout layout) {
    this.rows = rows;
    this.layout = layout;
  }

  RawInput rows() {
    return rows;
  }

  RawLayout layout() {
    return layout;
  }

  void splitter(Splitter given) {
    splitter = given;
  }

  Splitter splitter() {
    return Objects.requireNonNull(splitter);
  }

  void admission(Admission first) {
    admission = first;
  }

  /** The decisions of the first pass. */
  Admission admission() {
    return Objects.requireNonNull(admission);
  }

  /**
   * Compares the rows of another pass with those of the first.
   *
   * @throws ProblemException if their numbers differ
   */
  void requireRows(long now) {
    if (now != admission().rows()) {
      throw new ProblemException(
          rows.name(),
          "had " + admission().rows() + " rows at first and " + now + " rows now",
          "let nobody write to it while it is prepared");
    }
  }

  void quirks(Map<String, Long> counts) {
    quirks = new LinkedHashMap<>(counts);
  }

  Map<String, Long> quirks() {
    return quirks;
  }

  @Override
  public void close() {
    rows.close();
  }
}
