package io.esmm.data.simulator;

/**
 * Random numbers by counter: a key made of (seed, stream, index) starts a sequence of its own, so
 * any user, item or impression can be drawn without the ones before it. The generator is SplitMix64
 * (Steele, Lea and Flood, OOPSLA 2014). Only integer and exactly rounded floating-point operations
 * are used: the same numbers on every platform.
 */
final class Draws {
  /** What a key is for. Different purposes never share numbers. */
  enum Stream {
    CATEGORY,
    STYLE,
    SEGMENT,
    SHOP,
    BRAND,
    ITEM,
    USER,
    HISTORY,
    SCENARIO,
    IMPRESSION,
    LAYOUT,
    VISIT,
    COMMON_KEY,
    TOKEN_ORDER,
    CALIBRATION,
    CANDIDATE,
    TIME
  }

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double NORMAL_MEAN = 2 * 65535.0;
  private static final double NORMAL_SCALE = 1.0 / Math.sqrt((65536.0 * 65536.0 - 1.0) / 3.0);

  private long state;

  /** One value per key; for a fixed seed and stream no two indices give the same. */
  static long key(long seed, Stream stream, long index) {
    return mix(mix(seed + GOLDEN * (stream.ordinal() + 1)) + GOLDEN * index);
  }

  Draws start(long seed, Stream stream, long index) {
    return start(key(seed, stream, index));
  }

  Draws start(long key) {
    // Mixed again: neighbouring keys differ by the generator's own step.
    state = mix(key ^ GOLDEN);
    return this;
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return (next() >>> 11) * 0x1p-53;
  }

  /** Uniform in 0..bound-1. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** In 0..bound-1, the low ones more often: floor(bound * u^2). */
  int skewedBelow(int bound) {
    double u = uniform();
    return (int) (bound * (u * u));
  }

  /** Mean 0, variance 1, nearly normal, within +-3.47: the sum of four uniform numbers. */
  double normal() {
    long bits = next();
    long sum =
        (bits & 0xFFFF) + ((bits >>> 16) & 0xFFFF) + ((bits >>> 32) & 0xFFFF) + (bits >>> 48);
    return (sum - NORMAL_MEAN) * NORMAL_SCALE;
  }

  void normals(double[] into, int from, int count) {
    for (int i = from; i < from + count; i++) {
      into[i] = normal();
    }
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
