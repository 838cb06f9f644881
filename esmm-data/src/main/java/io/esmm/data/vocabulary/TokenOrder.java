package io.esmm.data.vocabulary;

import io.esmm.field.TokenTable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sorts millions of tokens, given by number, without an object for each: 32 bits of the criterion
 * and the number make one long, longs are sorted, and runs of equal criteria are sorted by the next
 * 32 bits. The criteria are the count, descending, and then the token's bytes, four at a time.
 */
final class TokenOrder {
  private static final int FEW = 32;
  private static final int DEEP = 64;

  private final TokenTable tokens;
  private final int[] order;

  private TokenOrder(TokenTable tokens, int[] order) {
    this.tokens = tokens;
    this.order = order;
  }

  /**
   * The numbers of the tokens that have at least this count: by count descending, then by the
   * tokens' UTF-8 bytes.
   */
  static int[] descending(TokenTable tokens, int[] counts, int minCount) {
    int[] frequent = IntStream.range(0, tokens.size()).filter(i -> counts[i] >= minCount).toArray();
    long[] keys = new long[frequent.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) (Integer.MAX_VALUE - counts[frequent[i]]) << 32 | frequent[i];
    }
    TokenOrder order = new TokenOrder(tokens, frequent);
    order.sort(keys, 0, 0);
    return order.order;
  }

  /**
   * Sorts by keys, of which the first one is of the token at this place; bytes up to here are in
   * them.
   */
  private void sort(long[] keys, int place, int bytes) {
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      order[place + i] = (int) keys[i];
    }
    int from = 0;
    for (int to = 1; to <= keys.length; to++) {
      if (to == keys.length || keys[to] >>> 32 != keys[from] >>> 32) {
        if (to - from > 1) {
          sortByBytes(place + from, place + to, bytes);
        }
        from = to;
      }
    }
  }

  /** Sorts tokens that have the bytes before this one in common. */
  private void sortByBytes(int from, int to, int bytes) {
    if (to - from <= FEW || bytes >= DEEP) {
      Integer[] few = Arrays.stream(order, from, to).boxed().toArray(Integer[]::new);
      Arrays.sort(few, tokens::compare);
      for (int i = from; i < to; i++) {
        order[i] = few[i - from];
      }
      return;
    }
    long[] keys = new long[to - from];
    for (int i = from; i < to; i++) {
      // Longs are signed, bytes are not: the flipped bit makes the orders the same.
      keys[i - from] = (tokens.fourBytes(order[i], bytes) ^ 0x80000000L) << 32 | order[i];
    }
    sort(keys, from, bytes + 4);
  }
}
