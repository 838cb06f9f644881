package io.esmm.eval.rank;

import io.esmm.eval.metric.Values;

/**
 * The rows in ascending order of their numbers; rows of equal numbers keep their order.
 *
 * <p>A radix sort, least significant digit first: the bits of a double, mapped so that unsigned
 * order is numeric order, in eight digits of eight bits. Digits in which all rows agree are skipped
 * (floats widened to double lose three or four that way). Time linear in n; memory 24 bytes a row
 * while it runs, 4 bytes a row for the result.
 */
public final class RowOrder {
  private static final int DIGIT_BITS = 8;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private RowOrder() {}

  /**
   * The permutation that sorts.
   *
   * @param values n numbers, none of them NaN; -0.0 and 0.0 are equal
   * @return n row numbers, that of the smallest number first
   */
  public static int[] ascending(Values values) {
    int rows = values.rows();
    long[] keys = new long[rows];
    int[] order = new int[rows];
    long varying = 0;
    for (int i = 0; i < rows; i++) {
      keys[i] = sortable(values.get(i));
      order[i] = i;
      varying |= keys[i] ^ keys[0];
    }
    long[] otherKeys = new long[rows];
    int[] otherOrder = new int[rows];
    for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
      if ((varying >>> shift & (DIGITS - 1)) == 0) {
        continue;
      }
      scatter(keys, order, otherKeys, otherOrder, shift);
      long[] keysSwap = keys;
      keys = otherKeys;
      otherKeys = keysSwap;
      int[] orderSwap = order;
      order = otherOrder;
      otherOrder = orderSwap;
    }
    return order;
  }

  private static void scatter(long[] keys, int[] order, long[] toKeys, int[] toOrder, int shift) {
    int[] next = new int[DIGITS];
    for (long key : keys) {
      next[(int) (key >>> shift) & (DIGITS - 1)]++;
    }
    int from = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int count = next[digit];
      next[digit] = from;
      from += count;
    }
    for (int i = 0; i < keys.length; i++) {
      int to = next[(int) (keys[i] >>> shift) & (DIGITS - 1)]++;
      toKeys[to] = keys[i];
      toOrder[to] = order[i];
    }
  }

  /** Bits whose unsigned order is the order of the numbers. */
  private static long sortable(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("NaN has no place in an order");
    }
    long bits = Double.doubleToRawLongBits(value + 0.0); // -0.0 + 0.0 is 0.0
    return bits ^ (bits >> 63 | Long.MIN_VALUE);
  }
}
