package io.esmm.data.raw;

/**
 * Plain decimal numbers, quickly: {@code -12.5}, at most 15 digits. Those are exact in a double
 * divided by a power of ten that is exact too, so the result is that of {@link Double#parseDouble}.
 * Anything else gives NaN and is for a slower parser to judge.
 */
public final class DecimalText {
  private static final double[] POWERS = new double[16];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private DecimalText() {}

  /** The number in [from, to), or NaN if it is not a plain short one. */
  public static double parse(byte[] bytes, int from, int to) {
    int i = from;
    boolean negative = i < to && bytes[i] == '-';
    if (negative) {
      i++;
    }
    long digits = 0;
    int count = 0;
    int fraction = -1;
    for (; i < to; i++) {
      int c = bytes[i];
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + (c - '0');
        count++;
        if (fraction >= 0) {
          fraction++;
        }
      } else if (c == '.' && fraction < 0) {
        fraction = 0;
      } else {
        return Double.NaN;
      }
    }
    return finish(negative, digits, count, fraction);
  }

  /** The number, or NaN if it is not a plain short one. */
  public static double parse(String text) {
    int i = 0;
    int to = text.length();
    boolean negative = i < to && text.charAt(i) == '-';
    if (negative) {
      i++;
    }
    long digits = 0;
    int count = 0;
    int fraction = -1;
    for (; i < to; i++) {
      int c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + (c - '0');
        count++;
        if (fraction >= 0) {
          fraction++;
        }
      } else if (c == '.' && fraction < 0) {
        fraction = 0;
      } else {
        return Double.NaN;
      }
    }
    return finish(negative, digits, count, fraction);
  }

  private static double finish(boolean negative, long digits, int count, int fraction) {
    if (count == 0 || count > 15) {
      return Double.NaN;
    }
    double x = fraction > 0 ? digits / POWERS[fraction] : digits;
    return negative ? -x : x;
  }
}
