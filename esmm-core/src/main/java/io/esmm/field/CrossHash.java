package io.esmm.field;

/**
 * Combinations hashed to buckets: id 2 + bucket. A combination's bucket depends on its tokens
 * alone, so it is the same in every preparation and on every machine:
 *
 * <pre>
 * h = 0
 * for each part, in the order of the configuration: h = mix(h + fnv1a(token)) &gt;&gt;&gt; 1
 * bucket = floor(h * buckets / 2^63)
 * </pre>
 *
 * <p>with 64-bit arithmetic, FNV-1a of the token's UTF-8, and the finalizer of SplitMix64 as mix.
 * The token of a numeric part is the number of its bucket in decimal notation, the lowest one 0.
 *
 * @param buckets at least 1
 */
public record CrossHash(int buckets) implements CrossIds {
  @Override
  public int rows() {
    return buckets + Vocabulary.FIRST_TOKEN;
  }

  /** The hash of one part more. */
  static long extend(long hash, long token) {
    return mix(hash + token) >>> 1;
  }

  @Override
  public int id(long hash) {
    return Vocabulary.FIRST_TOKEN + (int) Math.unsignedMultiplyHigh(hash << 1, buckets);
  }

  /** FNV-1a of the bytes in [from, to). */
  static long token(byte[] bytes, int from, int to) {
    long hash = 0xCBF29CE484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }

  /** FNV-1a of a bucket's number in decimal notation. */
  static long bucket(int number) {
    int power = 1;
    while (number / power > 9) {
      power *= 10;
    }
    long hash = 0xCBF29CE484222325L;
    for (int p = power; p > 0; p /= 10) {
      hash = (hash ^ ('0' + number / p % 10)) * 0x100000001B3L;
    }
    return hash;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long x) {
    long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
