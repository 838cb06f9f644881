package io.esmm.data.prepared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The rows to read, in order, as runs of consecutive ones, and how to copy them out of a mapped
 * column: long runs as a whole; where runs are short, row by row in one plain loop per column,
 * whose loads the processor overlaps. Two of them describe a list of requests: one at the request
 * level, one at the impression level. Not thread-safe.
 */
final class RowRuns {
  /** A bulk copy costs about as much as this many single reads. */
  private static final int SHORT = 8;

  private final long[] start;
  private final int[] length;
  private int runs;
  private int rows;

  /** Every row, once it is known that they are scattered. */
  private long[] scattered = {};

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

  /** The sum of all lengths. */
  int rows() {
    return rows;
  }

  int runs() {
    return runs;
  }

  /** The first row of a run. */
  long start(int run) {
    return start[run];
  }

  int length(int run) {
    return length[run];
  }

  void copyInts(MemorySegment column, int[] to, int at) {
    if (isScattered()) {
      gatherInts(column, scattered, rows, to, at);
      return;
    }
    for (int run = 0; run < runs; run++) {
      MemorySegment.copy(column, MappedColumn.INT, start[run] * Integer.BYTES, to, at, length[run]);
      at += length[run];
    }
  }

  void copyFloats(MemorySegment column, float[] to, int at) {
    if (isScattered()) {
      gatherFloats(column, scattered, rows, to, at);
      return;
    }
    for (int run = 0; run < runs; run++) {
      MemorySegment.copy(column, MappedColumn.FLOAT, start[run] * Float.BYTES, to, at, length[run]);
      at += length[run];
    }
  }

  void copyBytes(MemorySegment column, byte[] to, int at) {
    if (isScattered()) {
      gatherBytes(column, scattered, rows, to, at);
      return;
    }
    for (int run = 0; run < runs; run++) {
      MemorySegment.copy(column, ValueLayout.JAVA_BYTE, start[run], to, at, length[run]);
      at += length[run];
    }
  }

  private static void gatherInts(MemorySegment column, long[] rows, int count, int[] to, int at) {
    for (int i = 0; i < count; i++) {
      to[at + i] = column.get(MappedColumn.INT, rows[i] * Integer.BYTES);
    }
  }

  private static void gatherFloats(
      MemorySegment column, long[] rows, int count, float[] to, int at) {
    for (int i = 0; i < count; i++) {
      to[at + i] = column.get(MappedColumn.FLOAT, rows[i] * Float.BYTES);
    }
  }

  private static void gatherBytes(MemorySegment column, long[] rows, int count, byte[] to, int at) {
    for (int i = 0; i < count; i++) {
      to[at + i] = column.get(ValueLayout.JAVA_BYTE, rows[i]);
    }
  }

  private boolean isScattered() {
    if (rows >= (long) runs * SHORT) {
      return false;
    }
    if (scattered.length == 0) {
      scattered = new long[rows];
      int at = 0;
      for (int run = 0; run < runs; run++) {
        for (int i = 0; i < length[run]; i++) {
          scattered[at++] = start[run] + i;
        }
      }
    }
    return true;
  }
}
