package io.esmm.data.simulator;

import java.util.Arrays;
import java.util.Locale;

/**
 * A feature list in the making: collected, shuffled (the real files keep no order of fields) and
 * written as {@code field \x02 id \x03 value}, {@code \x01} between features.
 */
final class TokenList {
  private static final int STATED_COUNTS = 4096;
  private static final byte[] ONE = ByteSink.ascii("1.0");
  private static final byte[][] LOGARITHMS = logarithms();

  private final long[] firstIds;
  private final byte[][] names;
  private int size;
  private int[] fields = new int[256];
  private int[] values = new int[256];
  private int[] counts = new int[256];

  TokenList(long[] firstIds) {
    this.firstIds = firstIds;
    names = new byte[firstIds.length][];
    for (SimulatedField field : SimulatedField.values()) {
      names[field.ordinal()] = ByteSink.ascii(field.number + '\u0002');
    }
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** A feature of value 1.0. */
  void add(SimulatedField field, int value) {
    add(field, value, 0);
  }

  /** A feature of value ln(1 + count), or 1.0 for a count of 0. */
  void add(SimulatedField field, int value, int count) {
    if (size == fields.length) {
      fields = Arrays.copyOf(fields, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    fields[size] = field.ordinal();
    values[size] = value;
    counts[size++] = count;
  }

  /** A feature for each id of a bag. */
  void addAll(SimulatedField field, BehaviorBag bag) {
    for (int i = 0; i < bag.size(); i++) {
      add(field, bag.id(i), bag.count(i));
    }
  }

  void shuffle(Draws draws) {
    for (int i = size - 1; i > 0; i--) {
      int j = draws.below(i + 1);
      swap(fields, i, j);
      swap(values, i, j);
      swap(counts, i, j);
    }
  }

  private static void swap(int[] array, int i, int j) {
    int kept = array[i];
    array[i] = array[j];
    array[j] = kept;
  }

  void write(ByteSink out) {
    for (int i = 0; i < size; i++) {
      if (i > 0) {
        out.put('\u0001');
      }
      int field = fields[i];
      int count = Math.min(counts[i], STATED_COUNTS - 1);
      out.put(names[field])
          .putNumber(firstIds[field] + values[i])
          .put('\u0003')
          .put(count == 0 ? ONE : LOGARITHMS[count]);
    }
  }

  /** ln(1 + n) to five decimals, trailing zeros left out as in the real files. */
  private static byte[][] logarithms() {
    byte[][] texts = new byte[STATED_COUNTS][];
    for (int n = 1; n < STATED_COUNTS; n++) {
      String text = String.format(Locale.ROOT, "%.5f", StrictMath.log(1.0 + n));
      int end = text.length();
      while (text.charAt(end - 1) == '0') {
        end--;
      }
      texts[n] = ByteSink.ascii(text.substring(0, end));
    }
    return texts;
  }
}
