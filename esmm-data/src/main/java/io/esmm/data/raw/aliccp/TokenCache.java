package io.esmm.data.raw.aliccp;

import java.nio.charset.StandardCharsets;

/**
 * Strings of recently seen tokens, so that a token that comes again is neither decoded nor hashed
 * again. One place for each hash: a newer token takes it. Not thread-safe.
 */
final class TokenCache {
  private static final int PLACES = 1 << 17;

  private final String[] strings = new String[PLACES];

  /**
   * The token in [from, to).
   *
   * @param hash of its bytes
   */
  String get(byte[] bytes, int from, int to, int hash) {
    int place = (hash * 0x9E3779B9) >>> 15;
    String known = strings[place];
    if (known != null && equal(known, bytes, from, to)) {
      return known;
    }
    String token = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    strings[place] = token;
    return token;
  }

  /** A token beyond ASCII has fewer characters than bytes and so never equals. */
  private static boolean equal(String known, byte[] bytes, int from, int to) {
    int length = to - from;
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != (bytes[from + i] & 0xff)) {
        return false;
      }
    }
    return true;
  }
}
