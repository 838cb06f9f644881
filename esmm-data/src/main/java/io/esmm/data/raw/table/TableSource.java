package io.esmm.data.raw.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that can be read again and again, the same each time. */
public interface TableSource extends AutoCloseable {

  /** The file or query, as a user knows it. */
  String name();

  /** The columns' names, or null if every row may have columns of its own. */
  @Nullable List<String> columns();

  /** Begins at the first row, for these of the columns; a row's cells stand in their order. */
  Table open(List<String> columns);

  /** The number of rows if it is known without reading them, else -1. */
  default long countRows() {
    return -1;
  }

  @Override
  void close();
}
