package io.esmm.data.vocabulary;

import io.esmm.field.RawValue;
import io.esmm.field.TokenTable;
import io.esmm.field.Vocabulary;
import java.util.AbstractList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts tokens and makes a vocabulary of those that are frequent enough. */
final class TokenCounter {
  private final String name;
  private final int minCount;
  private TokenTable tokens = new TokenTable();
  private int[] counts = new int[16];
  private @Nullable Vocabulary vocabulary;

  TokenCounter(String name, int minCount) {
    this.name = name;
    this.minCount = minCount;
  }

  /** Counts a token; an empty one is missing and does not count. */
  void see(String token) {
    if (token.isEmpty()) {
      return;
    }
    count(tokens.add(token));
  }

  /** Counts a value's token i. */
  void see(RawValue value, int i) {
    if (!value.isEmpty(i)) {
      count(tokens.add(value, i));
    }
  }

  private void count(int number) {
    if (number >= counts.length) {
      counts = Arrays.copyOf(counts, (int) Math.min(counts.length * 3L / 2, Integer.MAX_VALUE - 8));
    }
    // Two thousand million is many, and no more are told apart.
    counts[number] += counts[number] == Integer.MAX_VALUE ? 0 : 1;
  }

  /** The vocabulary of the tokens seen at least {@code minCount} times; the counts are given up. */
  Vocabulary vocabulary() {
    if (vocabulary == null) {
      int[] order = TokenOrder.descending(tokens, counts, minCount);
      vocabulary = new Vocabulary(name, new Selection(tokens, order));
      tokens = new TokenTable();
      counts = new int[0];
    }
    return vocabulary;
  }

  /** Some tokens of a table, each text made when it is asked for. */
  private static final class Selection extends AbstractList<String> {
    private final TokenTable tokens;
    private final int[] order;

    Selection(TokenTable tokens, int[] order) {
      this.tokens = tokens;
      this.order = order;
    }

    @Override
    public String get(int index) {
      return tokens.token(order[index]);
    }

    @Override
    public int size() {
      return order.length;
    }
  }
}
