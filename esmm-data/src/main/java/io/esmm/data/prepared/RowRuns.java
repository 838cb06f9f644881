package io.esmm.data.prepared;

/**
 * The rows to read, in order, as runs of consecutive ones: long runs are copied as a whole.
 *
 * <p>Two of them describe a list of requests: one at the request level, one at the impression
 * level.
 */
final class RowRuns {
  final long[] start;
  final int[] length;
  int runs;

  /** The sum of all lengths. */
  int rows;

  RowRuns(int most) {
    start = new long[most];
    length = new int[most];
  }

  /** Adds rows, which lengthen the last run if they follow it. */
  void add(long first, int count) {
    rows = Math.addExact(rows, count);
    if (runs > 0 && start[runs - 1] + length[runs - 1] == first) {
      length[runs - 1] += count;
    } else {
      start[runs] = first;
      length[runs++] = count;
    }
  }
}
