package io.esmm.data.raw.aliccp;

import io.esmm.field.RawValue;
import java.util.Arrays;

/**
 * The tokens of one feature list by slot: once as tokens with weights, and for numeric fields once
 * more as a number. Only slots that somebody asked for have values. Not thread-safe.
 */
final class FeatureValues {
  private final boolean[] asTokens;
  private final boolean[] asNumbers;
  private final RawValue[] tokens;
  private final RawValue[] numbers;
  private final int[] counts;

  /**
   * @param asTokens the slots read as tokens
   * @param asNumbers the slots read as numbers
   */
  FeatureValues(boolean[] asTokens, boolean[] asNumbers) {
    this.asTokens = asTokens;
    this.asNumbers = asNumbers;
    this.tokens = new RawValue[asTokens.length];
    this.numbers = new RawValue[asTokens.length];
    this.counts = new int[asTokens.length];
    Arrays.setAll(tokens, s -> new RawValue());
    Arrays.setAll(numbers, s -> new RawValue());
  }

  /** Slots that have values; those behind are ignored. */
  int size() {
    return tokens.length;
  }

  RawValue tokens(int slot) {
    return tokens[slot];
  }

  RawValue number(int slot) {
    return numbers[slot];
  }

  /** How many tokens the slot got. */
  int count(int slot) {
    return counts[slot];
  }

  void clear() {
    for (int s = 0; s < counts.length; s++) {
      if (counts[s] > 0) {
        counts[s] = 0;
        tokens[s].clear();
        numbers[s].clear();
      }
    }
  }

  /** Adds an ASCII token; a numeric field may have only one, see {@link #count}. */
  void add(int slot, byte[] bytes, int from, int to, int hash, double value) {
    counts[slot]++;
    if (asTokens[slot]) {
      tokens[slot].addAscii(bytes, from, to, hash, (float) value);
    }
    if (asNumbers[slot]) {
      numbers[slot].setNumber(value);
    }
  }

  /** Adds any token. */
  void add(int slot, String token, double value) {
    counts[slot]++;
    if (asTokens[slot]) {
      tokens[slot].add(token, (float) value);
    }
    if (asNumbers[slot]) {
      numbers[slot].setNumber(value);
    }
  }

  /** Takes over what another list has in a slot. */
  void addAll(int slot, FeatureValues from) {
    counts[slot] += from.counts[slot];
    if (asTokens[slot]) {
      RawValue source = from.tokens[slot];
      for (int i = 0; i < source.size(); i++) {
        tokens[slot].add(source, i);
      }
    }
    if (asNumbers[slot]) {
      numbers[slot].setNumber(from.numbers[slot].number());
    }
  }
}
