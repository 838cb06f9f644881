package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.SPECIES;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * Exponentials and logarithms of rows, each within 2 ulp; results below 2^-126 become 0. NaN stays
 * NaN.
 *
 * <p>They are made of +, *, fma and / alone, because the Vector API's own {@code EXP} and {@code
 * LOG} may give other bits interpreted than compiled. e^x = 2^n e^r with r = x - n log 2 in [-log 2
 * / 2, log 2 / 2]; log u = k log 2 + log (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)). The
 * polynomials minimise the largest relative error over these intervals (least squares, reweighted
 * until the error is level): 0.02 ulp.
 *
 * <p>A function is a chain of short loops over a chunk that stays in the first-level cache. One
 * long body would pass what C2 inlines into one method, and the vectors at the seams would go
 * through the heap. C2 may still inline several loops into one method, and from 18,000 nodes on it
 * calls what it would have inlined ({@code NodeCountInliningCutoff}): vectors that pass through
 * short methods of ours, such as {@link Lanes#load}, are boxed then. Only what the JDK itself marks
 * for inlining is exempt, so the loops here call nothing else.
 */
final class VectorFunctions {
  private static final int CHUNK = 512;

  /** log 2 in two parts, the first of so few bits that its product with an exponent is exact. */
  private static final float LOG_2_HIGH = 0x1.63p-1f;

  private static final float LOG_2_LOW = (float) (Math.log(2) - LOG_2_HIGH);
  private static final float LOG_2 = (float) Math.log(2);
  private static final float LOG2_E = (float) (1 / Math.log(2));

  /** e^x is below 2^-126 from here down. */
  private static final float LOWEST = -87.33654f;

  /** Adding 1.5 * 2^23 rounds to an integer, which then stands in the lowest bits. */
  private static final float ROUND = 0x1.8p23f;

  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
  private static final int ONE_BITS = Float.floatToRawIntBits(1);
  private static final int ROOT_HALF_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));

  private final float[] x = new float[CHUNK];
  private final float[] y = new float[CHUNK];

  /** e^-|x|, and what rounding took from it. */
  private final float[] e = new float[CHUNK];

  private final float[] lost = new float[CHUNK];

  /** The argument u of a logarithm, its fraction f and its exponent k. */
  private final float[] u = new float[CHUNK];

  private final float[] f = new float[CHUNK];
  private final float[] k = new float[CHUNK];

  /** to = 1 / (1 + e^-x). */
  void sigmoid(float[] from, int atFrom, float[] to, int atTo, int width) {
    for (int c = 0; c < width; c += CHUNK) {
      int count = take(from, atFrom + c, width - c);
      exp(-1, count);
      sigmoidOfExp(count);
      give(to, atTo + c, width - c);
    }
  }

  /** to = tanh x. */
  void tanh(float[] from, int atFrom, float[] to, int atTo, int width) {
    for (int c = 0; c < width; c += CHUNK) {
      int count = take(from, atFrom + c, width - c);
      exp(-2, count);
      tanhOfExp(count);
      give(to, atTo + c, width - c);
    }
  }

  /** to = log(1 / (1 + e^-x)) = min(x, 0) - log(1 + e^-|x|). */
  void logSigmoid(float[] from, int atFrom, float[] to, int atTo, int width) {
    for (int c = 0; c < width; c += CHUNK) {
      int count = take(from, atFrom + c, width - c);
      exp(-1, count);
      onePlusExp(count);
      split(count);
      log(count);
      minimumLessLog(count);
      give(to, atTo + c, width - c);
    }
  }

  /** to = log(1 - e^x). */
  void log1mexp(float[] from, int atFrom, float[] to, int atTo, int width) {
    for (int c = 0; c < width; c += CHUNK) {
      int count = take(from, atFrom + c, width - c);
      exp(-1, count);
      oneMinusExp(count);
      split(count);
      log(count);
      onlyNegative(count);
      give(to, atTo + c, width - c);
    }
  }

  /** Fills x, with zeros up to a whole number of vectors; says how many elements that makes. */
  private int take(float[] from, int at, int rest) {
    int count = Math.min(rest, CHUNK);
    int whole = (count + LENGTH - 1) & -LENGTH;
    System.arraycopy(from, at, x, 0, count);
    Arrays.fill(x, count, whole, 0);
    return whole;
  }

  private void give(float[] to, int at, int rest) {
    System.arraycopy(y, 0, to, at, Math.min(rest, CHUNK));
  }

  /** e + lost = e^(factor |x|), factor &lt; 0. */
  private void exp(float factor, int count) {
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, i).lanewise(ABS).mul(factor);
      FloatVector rounded = a.mul(LOG2_E).add(ROUND);
      FloatVector n = rounded.sub(ROUND);
      FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LOG_2_HIGH), a);
      r = n.fma(FloatVector.broadcast(SPECIES, -LOG_2_LOW), r);
      FloatVector p = FloatVector.broadcast(SPECIES, 0.00019845959f);
      p = p.fma(r, FloatVector.broadcast(SPECIES, 0.0013941652f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 0.0083333915f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 0.041666348f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 0.16666666f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 0.5f));
      p = r.mul(r).fma(p, r);
      // 2^n: n stands in the lowest bits, and the shift drops all others.
      FloatVector power =
          rounded.reinterpretAsInts().lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
      VectorMask<Float> none = a.compare(LT, LOWEST);
      FloatVector exp = p.fma(power, power);
      exp.blend(0, none).intoArray(e, i);
      p.fma(power, power.sub(exp)).blend(0, none).intoArray(lost, i);
    }
  }

  /**
   * y = e / (1 + e) for x &lt; 0, else 1 / (1 + e): the quotient, and what its rounding left over.
   */
  private void sigmoidOfExp(int count) {
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector exp = FloatVector.fromArray(SPECIES, e, i);
      VectorMask<Float> negative = FloatVector.fromArray(SPECIES, x, i).compare(LT, 0);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector divisor = exp.add(1);
      FloatVector divisorLost =
          exp.sub(divisor.sub(1)).add(FloatVector.fromArray(SPECIES, lost, i));
      FloatVector dividend = one.blend(exp, negative);
      FloatVector quotient = dividend.div(divisor);
      FloatVector rest = divisor.fma(quotient.neg(), dividend);
      rest =
          rest.add(
              FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, lost, i), negative));
      rest = quotient.fma(divisorLost.neg(), rest);
      FloatVector inverse = quotient.blend(one.sub(quotient), negative);
      rest.fma(inverse, quotient).intoArray(y, i);
    }
  }

  /** y = 1 - 2 e / (1 + e) with the sign of x; near 0, where that cancels, x + x^3 t(x^2). */
  private void tanhOfExp(int count) {
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, i);
      FloatVector exp = FloatVector.fromArray(SPECIES, e, i);
      FloatVector far = FloatVector.broadcast(SPECIES, 1).sub(exp.add(exp).div(exp.add(1)));
      far = far.blend(far.neg(), a.compare(LT, 0));
      FloatVector square = a.mul(a);
      FloatVector t = FloatVector.broadcast(SPECIES, -0.0061987257f);
      t = t.fma(square, FloatVector.broadcast(SPECIES, 0.021020556f));
      t = t.fma(square, FloatVector.broadcast(SPECIES, -0.053840518f));
      t = t.fma(square, FloatVector.broadcast(SPECIES, 0.1333248f));
      t = t.fma(square, FloatVector.broadcast(SPECIES, -0.33333313f));
      t = square.mul(t).fma(a, a);
      far.blend(t, a.lanewise(ABS).compare(LT, 0.56f)).intoArray(y, i);
    }
  }

  /** u + lost = 1 + e. */
  private void onePlusExp(int count) {
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector exp = FloatVector.fromArray(SPECIES, e, i);
      FloatVector sum = exp.add(1);
      sum.intoArray(u, i);
      exp.sub(sum.sub(1)).add(FloatVector.fromArray(SPECIES, lost, i)).intoArray(lost, i);
    }
  }

  /** u + lost = 1 - e^x: near 0, where that cancels, by the series of e^x - 1. */
  private void oneMinusExp(int count) {
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector exp = FloatVector.fromArray(SPECIES, e, i);
      FloatVector difference = FloatVector.broadcast(SPECIES, 1).sub(exp);
      FloatVector differenceLost =
          FloatVector.broadcast(SPECIES, 1)
              .sub(difference)
              .sub(exp)
              .sub(FloatVector.fromArray(SPECIES, lost, i));
      FloatVector r = FloatVector.fromArray(SPECIES, x, i);
      FloatVector p = FloatVector.broadcast(SPECIES, 0.00019845959f);
      p = p.fma(r, FloatVector.broadcast(SPECIES, 0.0013941652f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 0.0083333915f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 0.041666348f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 0.16666666f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 0.5f));
      p = r.mul(r).fma(p, r);
      VectorMask<Float> near = r.compare(GT, -LOG_2 / 2);
      difference.blend(p.neg(), near).intoArray(u, i);
      differenceLost.blend(0, near).intoArray(lost, i);
    }
  }

  /** u = 2^k (1 + f); lost becomes relative to u. */
  private void split(int count) {
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector argument = FloatVector.fromArray(SPECIES, u, i);
      VectorMask<Float> subnormal = argument.compare(LT, Float.MIN_NORMAL);
      IntVector bits = argument.blend(argument.mul(0x1p24f), subnormal).reinterpretAsInts();
      IntVector exponent = bits.sub(ROOT_HALF_BITS).lanewise(ASHR, 23);
      bits.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1).intoArray(f, i);
      FloatVector power = exponent.add(ROUND_BITS).reinterpretAsFloats().sub(ROUND);
      power.blend(power.sub(24), subnormal).intoArray(k, i);
      FloatVector.fromArray(SPECIES, lost, i).div(argument).intoArray(lost, i);
    }
  }

  /** y = k log 2 + log(1 + f) + lost. */
  private void log(int count) {
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector fraction = FloatVector.fromArray(SPECIES, f, i);
      FloatVector power = FloatVector.fromArray(SPECIES, k, i);
      FloatVector q = FloatVector.broadcast(SPECIES, 0.06746641f);
      q = q.fma(fraction, FloatVector.broadcast(SPECIES, -0.11675652f));
      q = q.fma(fraction, FloatVector.broadcast(SPECIES, 0.11888162f));
      q = q.fma(fraction, FloatVector.broadcast(SPECIES, -0.12405589f));
      q = q.fma(fraction, FloatVector.broadcast(SPECIES, 0.14219552f));
      q = q.fma(fraction, FloatVector.broadcast(SPECIES, -0.16667996f));
      q = q.fma(fraction, FloatVector.broadcast(SPECIES, 0.20002119f));
      q = q.fma(fraction, FloatVector.broadcast(SPECIES, -0.2500001f));
      q = q.fma(fraction, FloatVector.broadcast(SPECIES, 0.33333313f));
      FloatVector square = fraction.mul(fraction);
      FloatVector small = square.mul(fraction).fma(q, FloatVector.fromArray(SPECIES, lost, i));
      small = power.fma(FloatVector.broadcast(SPECIES, LOG_2_LOW), small);
      small = square.fma(FloatVector.broadcast(SPECIES, -0.5f), small);
      power.fma(FloatVector.broadcast(SPECIES, LOG_2_HIGH), small.add(fraction)).intoArray(y, i);
    }
  }

  /** y = min(x, 0) - y. */
  private void minimumLessLog(int count) {
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, i);
      a.blend(0, a.compare(GT, 0)).sub(FloatVector.fromArray(SPECIES, y, i)).intoArray(y, i);
    }
  }

  /** y = -infinity for x = 0 and NaN for x &gt; 0. */
  private void onlyNegative(int count) {
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, i);
      FloatVector log =
          FloatVector.fromArray(SPECIES, y, i).blend(Float.NEGATIVE_INFINITY, a.compare(GE, 0));
      log.blend(Float.NaN, a.compare(GT, 0)).intoArray(y, i);
    }
  }
}
