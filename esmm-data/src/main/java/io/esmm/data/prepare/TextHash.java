package io.esmm.data.prepare;

/** A hash of texts that is the same on every machine. */
final class TextHash {
  private TextHash() {}

  /** 64 bits; the seed makes independent ones. */
  static long of(String text, long seed) {
    long hash = 0xCBF29CE484222325L ^ seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
      hash ^= hash >>> 47;
    }
    return mix(hash ^ seed);
  }

  /** The finalizer of SplitMix64. */
  static long mix(long x) {
    long mixed = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A number in [0, 1) as if drawn at random. */
  static double unit(String text) {
    return (of(text, 0) >>> 11) * 0x1p-53;
  }
}
