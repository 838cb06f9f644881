package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;
import static io.esmm.numerics.Lanes.splat;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/**
 * Activations with a gate 1 / (1 + e^t), each over one row of at least {@link Lanes#LENGTH}
 * elements, whose last vector overlaps the one before. The gate is within 4 ulp of 1, which is all
 * that a factor needs; {@link VectorFunctions} takes more pains.
 *
 * <p>e^t = 2^n e^r with r = t - n log 2 in [-log 2 / 2, log 2 / 2], e^r by the polynomial of {@link
 * VectorFunctions}; t is cut to [-87, 87]. Each method spells all of it out, in one loop: so it is
 * too long for C2 to inline, is compiled alone, and stays below what C2 can hold in one method.
 */
final class VectorGates {
  private static final float LOG_2_HIGH = 0x1.63p-1f;
  private static final float LOG_2_LOW = (float) (Math.log(2) - LOG_2_HIGH);
  private static final float LOG2_E = (float) (1 / Math.log(2));
  private static final float ROUND = 0x1.8p23f;
  private static final int ONE_BITS = Float.floatToRawIntBits(1);
  private static final float FAR = 87;

  /** gelu(x) = x / (1 + e^t) with t = LINEAR x + CUBIC x^3. */
  private static final float LINEAR = (float) (-2 * Math.sqrt(2 / Math.PI));

  private static final float CUBIC = (float) (-2 * Math.sqrt(2 / Math.PI) * 0.044715);

  private VectorGates() {}

  /** gate = 1 / (1 + e^((m - x) i)), y = x (gate + (1 - gate) a); gate and y may be the same. */
  static void dice(
      float[] x,
      int atX,
      float[] m,
      int atM,
      float[] i,
      int atI,
      float[] a,
      int atA,
      float[] gate,
      int atGate,
      float[] y,
      int atY,
      int width) {
    int end = width - LENGTH;
    for (int v = 0; v < end + LENGTH; v += LENGTH) {
      int c = Math.min(v, end);
      FloatVector s = load(x, atX + c);
      FloatVector t = load(m, atM + c).sub(s).mul(load(i, atI + c));
      t = t.blend(-FAR, t.compare(LT, -FAR));
      t = t.blend(FAR, t.compare(GT, FAR));
      FloatVector rounded = t.mul(LOG2_E).add(ROUND);
      FloatVector n = rounded.sub(ROUND);
      FloatVector r = n.fma(splat(-LOG_2_HIGH), t);
      r = n.fma(splat(-LOG_2_LOW), r);
      FloatVector p = splat(0.00019845959f);
      p = p.fma(r, splat(0.0013941652f));
      p = p.fma(r, splat(0.0083333915f));
      p = p.fma(r, splat(0.041666348f));
      p = p.fma(r, splat(0.16666666f));
      p = p.fma(r, splat(0.5f));
      p = r.mul(r).fma(p, r).add(1);
      FloatVector power =
          rounded.reinterpretAsInts().lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
      FloatVector open = splat(1).div(p.fma(power, splat(1)));
      FloatVector shut = splat(1).sub(open);
      open.intoArray(gate, atGate + c);
      s.mul(shut.fma(load(a, atA + c), open)).intoArray(y, atY + c);
    }
  }

  /**
   * For some rows of one vector of columns, whose numbers stand from v on: gate = 1 / (1 + e^((m -
   * x) i)), lanes += w x (gate + (1 - gate) a), where the lanes of a row stand behind those of the
   * row before.
   */
  static void diceProduct(
      float[] x,
      int atX,
      int strideX,
      float[] m,
      float[] i,
      float[] a,
      float[] w,
      int v,
      float[] gate,
      int atGate,
      int strideGate,
      float[] lanes,
      int rows) {
    FloatVector mean = load(m, v);
    FloatVector inverse = load(i, v);
    FloatVector slope = load(a, v);
    FloatVector weight = load(w, v);
    for (int row = 0; row < rows; row++) {
      FloatVector s = load(x, atX + row * strideX);
      FloatVector t = mean.sub(s).mul(inverse);
      t = t.blend(-FAR, t.compare(LT, -FAR));
      t = t.blend(FAR, t.compare(GT, FAR));
      FloatVector rounded = t.mul(LOG2_E).add(ROUND);
      FloatVector n = rounded.sub(ROUND);
      FloatVector r = n.fma(splat(-LOG_2_HIGH), t);
      r = n.fma(splat(-LOG_2_LOW), r);
      FloatVector p = splat(0.00019845959f);
      p = p.fma(r, splat(0.0013941652f));
      p = p.fma(r, splat(0.0083333915f));
      p = p.fma(r, splat(0.041666348f));
      p = p.fma(r, splat(0.16666666f));
      p = p.fma(r, splat(0.5f));
      p = r.mul(r).fma(p, r).add(1);
      FloatVector power =
          rounded.reinterpretAsInts().lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
      FloatVector open = splat(1).div(p.fma(power, splat(1)));
      open.intoArray(gate, atGate + row * strideGate);
      FloatVector y = s.mul(splat(1).sub(open).fma(slope, open));
      y.fma(weight, load(lanes, row * LENGTH)).intoArray(lanes, row * LENGTH);
    }
  }

  /** y = gelu(x). */
  static void gelu(float[] x, int atX, float[] y, int atY, int width) {
    int end = width - LENGTH;
    for (int v = 0; v < end + LENGTH; v += LENGTH) {
      int c = Math.min(v, end);
      FloatVector s = load(x, atX + c);
      FloatVector t = s.mul(s).fma(splat(CUBIC), splat(LINEAR)).mul(s);
      t = t.blend(-FAR, t.compare(LT, -FAR));
      t = t.blend(FAR, t.compare(GT, FAR));
      FloatVector rounded = t.mul(LOG2_E).add(ROUND);
      FloatVector n = rounded.sub(ROUND);
      FloatVector r = n.fma(splat(-LOG_2_HIGH), t);
      r = n.fma(splat(-LOG_2_LOW), r);
      FloatVector p = splat(0.00019845959f);
      p = p.fma(r, splat(0.0013941652f));
      p = p.fma(r, splat(0.0083333915f));
      p = p.fma(r, splat(0.041666348f));
      p = p.fma(r, splat(0.16666666f));
      p = p.fma(r, splat(0.5f));
      p = r.mul(r).fma(p, r).add(1);
      FloatVector power =
          rounded.reinterpretAsInts().lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
      s.div(p.fma(power, splat(1))).intoArray(y, atY + c);
    }
  }

  /** dx = dy (g - x g (1 - g) dt/dx) with the gate g. */
  static void geluGradient(
      float[] x, int atX, float[] dy, int atDy, float[] dx, int atDx, int width) {
    int end = width - LENGTH;
    for (int v = 0; v < end + LENGTH; v += LENGTH) {
      int c = Math.min(v, end);
      FloatVector s = load(x, atX + c);
      FloatVector square = s.mul(s);
      FloatVector t = square.fma(splat(CUBIC), splat(LINEAR)).mul(s);
      t = t.blend(-FAR, t.compare(LT, -FAR));
      t = t.blend(FAR, t.compare(GT, FAR));
      FloatVector rounded = t.mul(LOG2_E).add(ROUND);
      FloatVector n = rounded.sub(ROUND);
      FloatVector r = n.fma(splat(-LOG_2_HIGH), t);
      r = n.fma(splat(-LOG_2_LOW), r);
      FloatVector p = splat(0.00019845959f);
      p = p.fma(r, splat(0.0013941652f));
      p = p.fma(r, splat(0.0083333915f));
      p = p.fma(r, splat(0.041666348f));
      p = p.fma(r, splat(0.16666666f));
      p = p.fma(r, splat(0.5f));
      p = r.mul(r).fma(p, r).add(1);
      FloatVector power =
          rounded.reinterpretAsInts().lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
      FloatVector open = splat(1).div(p.fma(power, splat(1)));
      FloatVector slant = square.fma(splat(3 * CUBIC), splat(LINEAR)).mul(s);
      FloatVector slope = open.sub(open.mul(splat(1).sub(open)).mul(slant));
      load(dy, atDy + c).mul(slope).intoArray(dx, atDx + c);
    }
  }
}
