package io.esmm.field;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One field's value in one row, before encoding: tokens with weights, or a number. Reused from row
 * to row by readers. A reader of bytes adds tokens as bytes; they become a String only if somebody
 * asks for one, and {@link Vocabulary#id(RawValue, int)} does not. Not thread-safe.
 */
public final class RawValue {
  /** Null where the token stands as bytes. */
  private @Nullable String[] tokens = new @Nullable String[4];

  private float[] weights = new float[4];
  private int[] hashes = new int[4];

  /** Where in {@link #ascii} a token ends; the one before it ends where it begins. */
  private int[] ends = new int[4];

  private byte[] ascii = new byte[32];
  private int size;
  private double number = Double.NaN;
  private boolean numeric;

  /** A value that is missing until tokens or a number are added. */
  public RawValue() {}

  /** Makes the value missing; the memory is kept for the next row. */
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
    grow();
    tokens[size] = token;
    ends[size] = begin(size);
    weights[size++] = weight;
  }

  /**
   * Adds a token that stands as ASCII in [from, to); the bytes are copied.
   *
   * @param hash what {@link String#hashCode} of the token is: h = 31 h + byte
   */
  public void addAscii(byte[] bytes, int from, int to, int hash, float weight) {
    grow();
    int begin = begin(size);
    int end = begin + to - from;
    if (end > ascii.length) {
      ascii = Arrays.copyOf(ascii, Math.max(end, 2 * ascii.length));
    }
    for (int i = begin, j = from; i < end; i++, j++) {
      ascii[i] = bytes[j];
    }
    tokens[size] = null;
    hashes[size] = hash;
    ends[size] = end;
    weights[size++] = weight;
  }

  /** Adds a token of another value. */
  public void add(RawValue other, int i) {
    String token = other.tokens[i];
    if (token == null) {
      addAscii(other.ascii, other.begin(i), other.ends[i], other.hashes[i], other.weights[i]);
    } else {
      add(token, other.weights[i]);
    }
  }

  private void grow() {
    if (numeric) {
      clear();
    }
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
  }

  private int begin(int i) {
    return i == 0 ? 0 : ends[i - 1];
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

  /**
   * The text of token i, from 0; empty where it is missing. A token that was added as bytes becomes
   * a String here, once.
   */
  public String token(int i) {
    String token = tokens[i];
    if (token == null) {
      int begin = begin(i);
      token = new String(ascii, begin, ends[i] - begin, StandardCharsets.ISO_8859_1);
      tokens[i] = token;
    }
    return token;
  }

  /** Whether the token is empty, which means missing. */
  public boolean isEmpty(int i) {
    String token = tokens[i];
    return token == null ? ends[i] == begin(i) : token.isEmpty();
  }

  /** The number of the token in a table, or -1. */
  int find(int i, TokenTable table) {
    String token = tokens[i];
    return token == null ? table.find(ascii, begin(i), ends[i], hashes[i]) : table.find(token);
  }

  /** The weight of token i, from 0: 1 where none was given. */
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
      if (!isEmpty(i) && ++kept == count) {
        return i;
      }
    }
    return 0;
  }

  /** Whether {@link #setNumber} gave this value. */
  public boolean isNumber() {
    return numeric;
  }

  /** Whether there is neither a number nor a token that is not empty. */
  public boolean isMissing() {
    if (numeric) {
      return Double.isNaN(number);
    }
    for (int i = 0; i < size; i++) {
      if (!isEmpty(i)) {
        return false;
      }
    }
    return true;
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
    return size == 0 ? number : StrictNumber.parse(token(0));
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
