package io.esmm.field;

import java.util.Arrays;

/**
 * One field's value in one row, before encoding: tokens with weights, or a number. Reused from row
 * to row by readers. Not thread-safe.
 */
public final class RawValue {
  private String[] tokens = new String[4];
  private float[] weights = new float[4];
  private int size;
  private double number = Double.NaN;
  private boolean numeric;

  /** Makes the value missing. */
  public void clear() {
    size = 0;
    numeric = false;
    number = Double.NaN;
  }

  /** Adds a token of weight 1. */
  public void add(String token) {
    add(token, 1f);
  }

  /** Adds a token; an empty one counts as missing. A number that was set is forgotten. */
  public void add(String token, float weight) {
    if (numeric) {
      clear();
    }
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    tokens[size] = token;
    weights[size++] = weight;
  }

  /** Makes the value a number; NaN is missing. */
  public void setNumber(double value) {
    clear();
    number = value;
    numeric = true;
  }

  /** The number of tokens. */
  public int size() {
    return size;
  }

  public String token(int i) {
    return tokens[i];
  }

  public float weight(int i) {
    return weights[i];
  }

  /**
   * The index of the first token to keep when only the latest {@code count} tokens that are not
   * empty are kept; 0 if there are no more than that.
   */
  public int firstOfLatest(int count) {
    int kept = 0;
    for (int i = size - 1; i >= 0; i--) {
      if (!tokens[i].isEmpty() && ++kept == count) {
        return i;
      }
    }
    return 0;
  }

  /** Whether {@link #setNumber} gave this value. */
  public boolean isNumber() {
    return numeric;
  }

  /** The number given by {@link #setNumber}, else NaN. */
  public double number() {
    return number;
  }

  /**
   * The number given, or what the first token says in decimal notation, without spaces; NaN if it
   * is missing or no number.
   */
  public double toNumber() {
    return size == 0 ? number : StrictNumber.parse(tokens[0]);
  }

  /**
   * The number as a token, for fields of ids: a whole number has no fraction, so that 5, 5.0 and
   * the text "5" are one value. Empty if it is missing.
   */
  public String numberToken() {
    if (Double.isNaN(number)) {
      return "";
    }
    return number == Math.rint(number) && Math.abs(number) <= 0x1p53
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
