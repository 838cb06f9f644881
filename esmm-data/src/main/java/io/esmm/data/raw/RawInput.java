package io.esmm.data.raw;

/** Raw rows that can be read again and again, the same each time. */
public interface RawInput extends AutoCloseable {

  /** The file or query, as a user knows it. */
  String name();

  /**
   * A reader that begins at the first row; the caller closes it.
   *
   * @throws io.esmm.problem.ProblemException if the input cannot be read
   */
  RawReader open();

  /** The number of rows, rejected ones included; reads the input once if nothing is cheaper. */
  default long countRows() {
    try (RawReader reader = open()) {
      long rows = 0;
      while (reader.next()) {
        rows++;
      }
      return rows;
    }
  }

  /** Lets go of files and memory. */
  @Override
  void close();
}
