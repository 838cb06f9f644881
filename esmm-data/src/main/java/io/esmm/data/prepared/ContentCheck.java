package io.esmm.data.prepared;

import io.esmm.batch.Batch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Whether mapped values can be what they stand for. Each check tells the first bad value, or null.
 */
final class ContentCheck {
  private ContentCheck() {}

  /**
   * Offsets: 0 first, then ascending, the last one the number of things they divide.
   *
   * @param atLeast the least number of things in a row
   */
  static @Nullable String offsets(MemorySegment offsets, int atLeast, long things) {
    long previous = 0;
    for (long at = 0; at < offsets.byteSize(); at += Long.BYTES) {
      long offset = offsets.get(MappedColumn.LONG, at);
      if (at == 0 ? offset != 0 : offset < previous + atLeast) {
        return "has the offset [" + offset + "] after [" + previous + "]";
      }
      previous = offset;
    }
    return previous == things ? null : "ends at the offset [" + previous + "] of " + things;
  }

  /** Ids below a number of rows. */
  static @Nullable String ids(MemorySegment ids, int rows) {
    for (long at = 0; at < ids.byteSize(); at += Integer.BYTES) {
      int id = ids.get(MappedColumn.INT, at);
      if (Integer.compareUnsigned(id, rows) >= 0) {
        return "has the id [" + id + "], its table " + rows + " rows";
      }
    }
    return null;
  }

  /** Finite numbers. */
  static @Nullable String numbers(MemorySegment numbers) {
    for (long at = 0; at < numbers.byteSize(); at += Float.BYTES) {
      float number = numbers.get(MappedColumn.FLOAT, at);
      if (!Float.isFinite(number)) {
        return "has the number [" + number + "]";
      }
    }
    return null;
  }

  /** Labels 0 and 1, this many of them 1, and so many unknown. */
  static @Nullable String labels(MemorySegment labels, long positives, long unknown) {
    long sum = 0;
    long open = 0;
    for (long at = 0; at < labels.byteSize(); at++) {
      byte label = labels.get(ValueLayout.JAVA_BYTE, at);
      if (label == Batch.UNKNOWN) {
        open++;
      } else if (label == 0 || label == 1) {
        sum += label;
      } else {
        return "has the label [" + label + "]";
      }
    }
    if (open != unknown) {
      return "has " + open + " unknown labels, expected " + unknown;
    }
    return sum == positives ? null : "has " + sum + " positives, expected " + positives;
  }
}
