package io.esmm.eval;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Primitive columns that grow by half as they fill. */
final class GrowingColumns {
  private GrowingColumns() {}

  private static int capacity(int current, int needed) {
    return Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, current + (current >> 1) + 16L));
  }

  static final class Floats {
    private float[] values;
    private int size;

    Floats(int expected) {
      values = new float[expected];
    }

    void append(IntToDoubleFunction from, int count) {
      int needed = Math.addExact(size, count);
      if (needed > values.length) {
        values = Arrays.copyOf(values, capacity(values.length, needed));
      }
      for (int i = 0; i < count; i++) {
        values[size + i] = (float) from.applyAsDouble(i);
      }
      size = needed;
    }

    int size() {
      return size;
    }

    /** The column itself if it is full, else a copy of the filled part. */
    float[] trimmed() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }

  static final class Bytes {
    private byte[] values;
    private int size;

    Bytes(int expected) {
      values = new byte[expected];
    }

    void append(byte[] from, int count) {
      int needed = Math.addExact(size, count);
      if (needed > values.length) {
        values = Arrays.copyOf(values, capacity(values.length, needed));
      }
      System.arraycopy(from, 0, values, size, count);
      size = needed;
    }

    int size() {
      return size;
    }

    byte[] trimmed() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }

  static final class Ints {
    private int[] values;
    private int size;

    Ints(int expected) {
      values = new int[expected];
    }

    void append(int[] from, int count) {
      int needed = Math.addExact(size, count);
      if (needed > values.length) {
        values = Arrays.copyOf(values, capacity(values.length, needed));
      }
      System.arraycopy(from, 0, values, size, count);
      size = needed;
    }

    int size() {
      return size;
    }

    int[] trimmed() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }
}
