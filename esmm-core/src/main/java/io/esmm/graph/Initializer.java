package io.esmm.graph;

import io.esmm.numerics.Matrix;

/**
 * The values of a parameter before training. Value i depends on the seed, the parameter's name and
 * i alone, so neither the order of creation nor the number of threads matters.
 *
 * @param center what values lie around
 * @param bound values are uniform in [center - bound, center + bound); 0 gives the center itself
 */
public record Initializer(double center, double bound) {

  /** All zeros. */
  public static final Initializer ZEROS = new Initializer(0);

  /** Uniform in [-bound, bound). */
  public Initializer(double bound) {
    this(0, bound);
  }

  /** The same value everywhere. */
  public static Initializer constant(double value) {
    return new Initializer(value, 0);
  }

  /** Uniform around 0 with this standard deviation, so with the bound sqrt(3) times it. */
  public static Initializer withDeviation(double deviation) {
    return new Initializer(deviation * Math.sqrt(3));
  }

  /** Uniform with the bound sqrt(6 / (in + out)) of Glorot and Bengio (2010), equation 16. */
  public static Initializer glorot(int in, int out) {
    return new Initializer(Math.sqrt(6.0 / (in + out)));
  }

  /**
   * Fills a matrix of the parameter's shape. Values at random are rounded to floats in either
   * precision, so both begin at the same ones.
   *
   * @param parameter its name
   */
  public void fill(String parameter, long seed, Matrix values) {
    long stream = mix(seed ^ mix(hash(parameter)));
    for (int r = 0; r < values.rows(); r++) {
      for (int c = 0; c < values.columns(); c++) {
        long index = (long) r * values.columns() + c;
        long bits = mix(stream + index * 0x9E3779B97F4A7C15L);
        float unit = (bits >>> 40) * 0x1p-24f;
        values.set(r, c, bound == 0 ? center : (float) (center + bound * (2 * unit - 1)));
      }
    }
  }

  private static long hash(String text) {
    long h = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * 0x100000001B3L;
    }
    return h;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
