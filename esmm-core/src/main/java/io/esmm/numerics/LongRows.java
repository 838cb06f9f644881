package io.esmm.numerics;

/**
 * How a kernel that works element by element goes through a matrix: where no gaps lie between its
 * rows, as one long row.
 */
final class LongRows {
  private LongRows() {}

  /** Whether all elements stand side by side. */
  static boolean flat(Matrix x) {
    return x.stride() == x.columns();
  }

  /** The rows to go through. */
  static int count(boolean flat, Matrix x) {
    return flat ? 1 : x.rows();
  }

  /** The elements in each of them. */
  static int width(boolean flat, Matrix x) {
    return flat ? x.rows() * x.columns() : x.columns();
  }
}
