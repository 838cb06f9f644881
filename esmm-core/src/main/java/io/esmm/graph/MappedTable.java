package io.esmm.graph;

import io.esmm.numerics.Matrix;
import io.esmm.problem.ProblemException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * An embedding table that stands in a file and is mapped into memory: it takes no heap, several
 * processes share its pages, and the system reads and drops them as it sees fit. Read-only and
 * thread-safe. The mapping lives as long as its memory segment says.
 */
public final class MappedTable {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Floats that are looked at together: they fit in a core's cache. */
  private static final int BLOCK = 1 << 14;

  private final MemorySegment values;
  private final int rows;
  private final int columns;
  private final String where;

  /**
   * A table of values that somebody else has mapped.
   *
   * @param values row by row, little endian
   * @param where the file, for an error
   * @throws IllegalArgumentException if there are not rows times columns values
   */
  public MappedTable(MemorySegment values, int rows, int columns, String where) {
    if (values.byteSize() != (long) rows * columns * Float.BYTES) {
      throw new IllegalArgumentException(
          values.byteSize() + " bytes are no table of " + rows + " x " + columns);
    }
    this.values = values;
    this.rows = rows;
    this.columns = columns;
    this.where = where;
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The width of a row. */
  public int columns() {
    return columns;
  }

  /**
   * Copies chosen rows: to[i] = table[ids[first + i]] for every row i of {@code to}.
   *
   * @throws IndexOutOfBoundsException if an id is not that of a row
   * @throws ProblemException if the file was truncated, or its disk failed
   */
  public void read(int[] ids, int first, Matrix to) {
    long rowBytes = (long) columns * Float.BYTES;
    float[] out = to.floats();
    try {
      for (int i = 0; i < to.rows(); i++) {
        long id = Objects.checkIndex(ids[first + i], rows);
        MemorySegment.copy(values, FLOAT, id * rowBytes, out, to.rowStart(i), columns);
      }
    } catch (InternalError e) {
      throw unreadable();
    }
  }

  /**
   * Copies the rows [first, first + to.rows()).
   *
   * @param to without padding
   * @throws ProblemException if the file was truncated, or its disk failed
   */
  public void read(int first, Matrix to) {
    Objects.checkFromIndexSize(first, to.rows(), rows);
    long at = (long) first * columns * Float.BYTES;
    try {
      MemorySegment.copy(values, FLOAT, at, to.floats(), to.offset(), to.rows() * columns);
    } catch (InternalError e) {
      throw unreadable();
    }
  }

  /**
   * Whether every value is finite; looks at all of the file.
   *
   * @throws ProblemException if the file was truncated, or its disk failed
   */
  public boolean allFinite() {
    float[] block = new float[BLOCK];
    long left = (long) rows * columns;
    for (long at = 0; left > 0; left -= block.length, at += BLOCK * (long) Float.BYTES) {
      int count = (int) Math.min(left, block.length);
      try {
        MemorySegment.copy(values, FLOAT, at, block, 0, count);
      } catch (InternalError e) {
        throw unreadable();
      }
      if (!allFinite(block, count)) {
        return false;
      }
    }
    return true;
  }

  /** By the largest exponent: a loop that is fast before it is compiled for good, and after. */
  private static boolean allFinite(float[] block, int count) {
    int largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(block[i]) & Integer.MAX_VALUE);
    }
    return largest < Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
  }

  /** What the JVM says by an InternalError: a page of the file cannot be read any more. */
  private ProblemException unreadable() {
    return new ProblemException(
        where,
        "was truncated, or its disk failed, while the model was in use",
        "check the disk, restore the file and load the model again");
  }
}
