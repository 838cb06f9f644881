package io.esmm.numerics;

import java.util.OptionalInt;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of vectors: the machine's, or what {@link KernelChoice#BITS_PROPERTY} says. Everything
 * is written for any {@link #LENGTH}; it is a constant to the compiler.
 *
 * <p>Only operations that round exactly once are used on vectors (+, *, fma, /, sqrt, max, blends).
 * Sums across lanes and library functions such as {@code EXP} may give other bits interpreted than
 * compiled, so a run would depend on when the compiler stepped in.
 */
final class Lanes {
  static final VectorSpecies<Float> SPECIES = species(KernelChoice.vectorBits());

  /** Floats in a vector: 4, 8 or 16. */
  static final int LENGTH = SPECIES.length();

  private Lanes() {}

  private static VectorSpecies<Float> species(OptionalInt bits) {
    return bits.isEmpty()
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits.getAsInt()));
  }

  static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(SPECIES, a, at);
  }

  static FloatVector load(float[] a, int at, VectorMask<Float> mask) {
    return FloatVector.fromArray(SPECIES, a, at, mask);
  }

  static FloatVector splat(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  static FloatVector zero() {
    return FloatVector.zero(SPECIES);
  }

  /** The length of the part of a row that whole vectors cover. */
  static int whole(int width) {
    return width & -LENGTH;
  }

  /** The first {@code count} lanes, 0 &lt;= count. */
  static VectorMask<Float> first(int count) {
    return SPECIES.indexInRange(0, count);
  }
}
