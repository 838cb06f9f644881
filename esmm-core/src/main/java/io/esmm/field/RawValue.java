package io.esmm.field;

import java.util.Arrays;

/**
 * One field's value in one row, before encoding: tokens with weights, or a number. Reused from row to
 * row by readers. Not thread-safe.
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

  /** Adds a token; an empty one counts as missing. */
  public void add(String token, float weight) {
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

  /** Whether {@link #setNumber} gave this value. */
  public boolean isNumber() {
    return numeric;
  }

  /** The number given by {@link #setNumber}, else NaN. */
  public double number() {
    return number;
  }
}
