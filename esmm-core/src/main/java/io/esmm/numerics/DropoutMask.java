package io.esmm.numerics;

/**
 * Which elements dropout keeps: a hash of a key, the row and the column (counter-based, as in
 * Salmon et al. 2011), so an element's fate depends neither on the order of the calls nor on how
 * rows are shared out. The hash is the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
 */
public final class DropoutMask {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private DropoutMask() {}

  /** A key for one use: a layer in a step. */
  public static long key(long draw, String layer) {
    long h = 0xCBF29CE484222325L;
    for (int i = 0; i < layer.length(); i++) {
      h = (h ^ layer.charAt(i)) * 0x100000001B3L;
    }
    return mix(draw ^ mix(h));
  }

  /** A number for a step: equal only for equal seed and step. */
  public static long draw(long seed, long step) {
    return mix(mix(seed) + step * GOLDEN);
  }

  static long rowKey(long key, long row) {
    return mix(key + row * GOLDEN);
  }

  /** Whether the element is kept, which it is with probability 1 - rate. */
  static boolean keeps(long rowKey, int column, long threshold) {
    return mix(rowKey + column * GOLDEN) >>> 40 >= threshold;
  }

  /** What 24 random bits must reach. */
  static long threshold(double rate) {
    return (long) (rate * (1 << 24));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
