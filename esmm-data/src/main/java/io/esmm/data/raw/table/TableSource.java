package io.esmm.data.raw.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that can be read again and again, the same each time. */
public interface TableSource extends AutoCloseable {

  /** The file or query, as a user knows it. */
  String name();

  /** The columns' names, or null if every row may have columns of its own. */
  @Nullable List<String> columns();

  /**
   * A table that begins at the first row, with these of the columns; a row's cells stand in their
   * order. The caller closes it.
   *
   * @throws io.esmm.problem.ProblemException if the source cannot be read
   */
  Table open(List<String> columns);

  /** The number of rows if it is known without reading them, else -1. */
  default long countRows() {
    return -1;
  }

  @Override
  void close();
}
