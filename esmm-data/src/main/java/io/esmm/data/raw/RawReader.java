package io.esmm.data.raw;

import java.util.Map;

/** Goes through the rows of an input once. Not thread-safe. */
public interface RawReader extends AutoCloseable {

  /**
   * Reads the next row, whether it can be used or not.
   *
   * @return false at the end
   * @throws io.esmm.problem.ProblemException if the rest of the input cannot be read
   */
  boolean next();

  /** The row that {@link #next} read; the same object for every row. */
  RawRow row();

  /** Where the row stands: {@code file:line}. */
  String place();

  /** The row as it stands in the file, or as much of it as makes it recognizable. */
  String text();

  /** The share of the input that has been read, in [0, 1]; NaN if nobody knows. */
  double fraction();

  /** Harmless irregularities and how often each was seen so far, in a fixed order. */
  Map<String, Long> quirks();

  @Override
  void close();
}
