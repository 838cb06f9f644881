package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;
import static io.esmm.numerics.Lanes.splat;

import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernel of {@link Gemm}: y += a b for a tile of six rows and two vectors of columns,
 * over {@code depth} steps of k. The tile's twelve sums stay in registers from the first step to
 * the last, which with two vectors of b and one broadcast of a is 15 of the 16 registers of AVX2;
 * twelve independent chains also hide the latency of two multiply-adds a cycle.
 *
 * <p>The form matters more than the arithmetic, since C2 must keep all twelve in registers:
 *
 * <ul>
 *   <li>The six places in {@code a} come as six arguments. Computed here from one, C2 sees that
 *       they are neighbours, loads all six first, runs out of registers, and the rate halves.
 *   <li>One step of k an iteration: unrolled by hand, it spills as well.
 *   <li>k is multiplied by constants that are powers of two only, which C2 recognises when it moves
 *       the bounds checks out of the loop.
 *   <li>Each body is longer than C2 will inline, so that it is compiled alone, whatever calls it.
 * </ul>
 */
final class GemmTile {
  /** Rows of a tile. */
  static final int ROWS = 6;

  /** Columns of a tile. */
  static final int COLUMNS = 2 * LENGTH;

  /** Distance between the steps of k of an {@code a} packed by columns: ROWS and padding. */
  static final int PITCH = 8;

  private GemmTile() {}

  /**
   * a by rows: step k of tile row i stands at {@code a[ai + k]}; b packed by {@link GemmPacking}.
   */
  static void byRows(
      float[] a,
      int a0,
      int a1,
      int a2,
      int a3,
      int a4,
      int a5,
      float[] b,
      int b0,
      int depth,
      float[] y,
      int y0,
      int stride) {
    int y1 = y0 + stride;
    int y2 = y1 + stride;
    int y3 = y2 + stride;
    int y4 = y3 + stride;
    int y5 = y4 + stride;
    FloatVector left0 = load(y, y0);
    FloatVector right0 = load(y, y0 + LENGTH);
    FloatVector left1 = load(y, y1);
    FloatVector right1 = load(y, y1 + LENGTH);
    FloatVector left2 = load(y, y2);
    FloatVector right2 = load(y, y2 + LENGTH);
    FloatVector left3 = load(y, y3);
    FloatVector right3 = load(y, y3 + LENGTH);
    FloatVector left4 = load(y, y4);
    FloatVector right4 = load(y, y4 + LENGTH);
    FloatVector left5 = load(y, y5);
    FloatVector right5 = load(y, y5 + LENGTH);
    for (int k = 0; k < depth; k++) {
      FloatVector left = load(b, b0 + k * COLUMNS);
      FloatVector right = load(b, b0 + k * COLUMNS + LENGTH);
      FloatVector s = splat(a[a0 + k]);
      left0 = s.fma(left, left0);
      right0 = s.fma(right, right0);
      s = splat(a[a1 + k]);
      left1 = s.fma(left, left1);
      right1 = s.fma(right, right1);
      s = splat(a[a2 + k]);
      left2 = s.fma(left, left2);
      right2 = s.fma(right, right2);
      s = splat(a[a3 + k]);
      left3 = s.fma(left, left3);
      right3 = s.fma(right, right3);
      s = splat(a[a4 + k]);
      left4 = s.fma(left, left4);
      right4 = s.fma(right, right4);
      s = splat(a[a5 + k]);
      left5 = s.fma(left, left5);
      right5 = s.fma(right, right5);
    }
    left0.intoArray(y, y0);
    right0.intoArray(y, y0 + LENGTH);
    left1.intoArray(y, y1);
    right1.intoArray(y, y1 + LENGTH);
    left2.intoArray(y, y2);
    right2.intoArray(y, y2 + LENGTH);
    left3.intoArray(y, y3);
    right3.intoArray(y, y3 + LENGTH);
    left4.intoArray(y, y4);
    right4.intoArray(y, y4 + LENGTH);
    left5.intoArray(y, y5);
    right5.intoArray(y, y5 + LENGTH);
  }

  /** a packed by columns: step k of tile row i stands at {@code a[ai + PITCH * k]}. */
  static void byColumns(
      float[] a,
      int a0,
      int a1,
      int a2,
      int a3,
      int a4,
      int a5,
      float[] b,
      int b0,
      int depth,
      float[] y,
      int y0,
      int stride) {
    int y1 = y0 + stride;
    int y2 = y1 + stride;
    int y3 = y2 + stride;
    int y4 = y3 + stride;
    int y5 = y4 + stride;
    FloatVector left0 = load(y, y0);
    FloatVector right0 = load(y, y0 + LENGTH);
    FloatVector left1 = load(y, y1);
    FloatVector right1 = load(y, y1 + LENGTH);
    FloatVector left2 = load(y, y2);
    FloatVector right2 = load(y, y2 + LENGTH);
    FloatVector left3 = load(y, y3);
    FloatVector right3 = load(y, y3 + LENGTH);
    FloatVector left4 = load(y, y4);
    FloatVector right4 = load(y, y4 + LENGTH);
    FloatVector left5 = load(y, y5);
    FloatVector right5 = load(y, y5 + LENGTH);
    for (int k = 0; k < depth; k++) {
      FloatVector left = load(b, b0 + k * COLUMNS);
      FloatVector right = load(b, b0 + k * COLUMNS + LENGTH);
      FloatVector s = splat(a[a0 + k * PITCH]);
      left0 = s.fma(left, left0);
      right0 = s.fma(right, right0);
      s = splat(a[a1 + k * PITCH]);
      left1 = s.fma(left, left1);
      right1 = s.fma(right, right1);
      s = splat(a[a2 + k * PITCH]);
      left2 = s.fma(left, left2);
      right2 = s.fma(right, right2);
      s = splat(a[a3 + k * PITCH]);
      left3 = s.fma(left, left3);
      right3 = s.fma(right, right3);
      s = splat(a[a4 + k * PITCH]);
      left4 = s.fma(left, left4);
      right4 = s.fma(right, right4);
      s = splat(a[a5 + k * PITCH]);
      left5 = s.fma(left, left5);
      right5 = s.fma(right, right5);
    }
    left0.intoArray(y, y0);
    right0.intoArray(y, y0 + LENGTH);
    left1.intoArray(y, y1);
    right1.intoArray(y, y1 + LENGTH);
    left2.intoArray(y, y2);
    right2.intoArray(y, y2 + LENGTH);
    left3.intoArray(y, y3);
    right3.intoArray(y, y3 + LENGTH);
    left4.intoArray(y, y4);
    right4.intoArray(y, y4 + LENGTH);
    left5.intoArray(y, y5);
    right5.intoArray(y, y5 + LENGTH);
  }
}
