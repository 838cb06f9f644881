package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;
import static io.esmm.numerics.Lanes.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Dot products of rows, each summed in lanes that are then added one by one. Owns scratch. */
final class VectorDots {
  private final float[] lanes = new float[LENGTH];

  /** The sum of a b. */
  float dot(float[] a, int atA, float[] b, int atB, int width) {
    FloatVector sums = zero();
    int c = 0;
    for (; c < Lanes.whole(width); c += LENGTH) {
      sums = load(a, atA + c).fma(load(b, atB + c), sums);
    }
    // A loop, though it runs once at most: behind an if C2 would keep the sums on the heap.
    for (; c < width; c += LENGTH) {
      VectorMask<Float> mask = Lanes.first(width - c);
      sums = load(a, atA + c, mask).fma(load(b, atB + c, mask), sums);
    }
    sums.intoArray(lanes, 0);
    float sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
  }
}
