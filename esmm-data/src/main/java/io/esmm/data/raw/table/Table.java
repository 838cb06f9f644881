package io.esmm.data.raw.table;

import io.esmm.data.raw.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Flat rows, gone through once. A cell is null (missing), a String, Long, Double or Boolean, a List
 * of those, or a Map from token to weight. Not thread-safe.
 */
public interface Table extends AutoCloseable {

  /** Reads the next row; false at the end. */
  boolean next();

  /** The cell of a column, by its place in what {@link TableSource#open} was given. */
  @Nullable Object cell(int column);

  /** Why the row cannot be read, or null; its cells are not defined then. */
  @Nullable Rejection rejection();

  /** Whether the file itself says that the row is of the same request as the one before. */
  boolean continuesRequest();

  /** Where the row stands. */
  String place();

  /** The row as it stands in the file, or so that it is recognized. */
  String text();

  /** The share of the table that has been read; NaN if nobody knows. */
  double fraction();

  @Override
  void close();
}
