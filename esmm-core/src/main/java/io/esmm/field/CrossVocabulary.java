package io.esmm.field;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The combinations that have ids of their own, each given by its {@link CrossNumbers number}: the
 * first one has id 2. About 16 bytes for each. Immutable and thread-safe.
 */
public final class CrossVocabulary implements CrossIds {
  private final long[] combinations;

  /** Open addressing: place + 1 in {@link #combinations}, 0 is free; at most half full. */
  private final int[] slots;

  /**
   * A vocabulary of these combinations: the one at place i gets the id i + 2.
   *
   * @param combinations distinct numbers, at least 0; not to be changed any more
   * @throws IllegalArgumentException if one stands twice
   */
  public CrossVocabulary(long[] combinations) {
    this(
        combinations,
        place -> new IllegalArgumentException("combination " + place + " stands twice"));
  }

  /**
   * @param twice the error for the place of a combination that an earlier place has
   */
  CrossVocabulary(long[] combinations, IntFunction<? extends RuntimeException> twice) {
    this.combinations = combinations;
    this.slots = new int[Math.max(2, Integer.highestOneBit(Math.max(1, combinations.length)) * 4)];
    for (int i = 0; i < combinations.length; i++) {
      int slot = slot(combinations[i]);
      if (slots[slot] != 0) {
        throw twice.apply(i);
      }
      slots[slot] = i + 1;
    }
  }

  /** The number of combinations with ids of their own. */
  public int size() {
    return combinations.length;
  }

  /** The number of the combination with id 2 + i. */
  public long combination(int i) {
    return combinations[i];
  }

  @Override
  public int rows() {
    return combinations.length + Vocabulary.FIRST_TOKEN;
  }

  @Override
  public int id(long combination) {
    int at = slots[slot(combination)];
    return at == 0 ? Vocabulary.UNKNOWN : at - 1 + Vocabulary.FIRST_TOKEN;
  }

  /** The combination's slot, or the free one where it belongs. */
  private int slot(long combination) {
    long hash = combination * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash ^ hash >>> 32) & slots.length - 1;
    while (slots[slot] != 0 && combinations[slots[slot] - 1] != combination) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof CrossVocabulary v && Arrays.equals(combinations, v.combinations));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(combinations);
  }

  @Override
  public String toString() {
    return "vocabulary of " + combinations.length + " combinations";
  }
}
