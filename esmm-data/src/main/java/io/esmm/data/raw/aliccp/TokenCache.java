package io.esmm.data.raw.aliccp;

import java.nio.charset.StandardCharsets;

/**
 * Strings of recently seen tokens, so that a token that comes again is neither decoded nor hashed
 * again. Tokens have no zero byte, so up to 16 bytes packed into two longs are the token itself,
 * and to compare them touches nothing but this table. One place for each hash: a newer token takes
 * it. Not thread-safe.
 */
final class TokenCache {
  /** Longer tokens are not kept. */
  static final int LONGEST = 16;

  private static final int PLACES = 1 << 16;

  /** Two longs for each place. */
  private final long[] packed = new long[2 * PLACES];

  private final String[] strings = new String[PLACES];

  /**
   * The token in [from, to).
   *
   * @param first its first 8 bytes, the last of them lowest
   * @param second its further bytes in the same way
   */
  String get(byte[] bytes, int from, int to, long first, long second) {
    if (to - from > LONGEST || to == from) {
      return text(bytes, from, to);
    }
    long hash = (first ^ (second * 0x9E3779B97F4A7C15L)) * 0xBF58476D1CE4E5B9L;
    int place = (int) (hash >>> 48);
    if (packed[2 * place] == first && packed[2 * place + 1] == second) {
      return strings[place];
    }
    String token = text(bytes, from, to);
    packed[2 * place] = first;
    packed[2 * place + 1] = second;
    strings[place] = token;
    return token;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
