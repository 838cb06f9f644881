package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;
import static io.esmm.numerics.Lanes.splat;

import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernels of {@link Gemm}: y = start + a b for one tile of y, over {@code depth} steps of
 * k. The sums of a tile stay in registers from the first step to the last. A whole tile has six
 * rows and two vectors of columns: with two vectors of b and one broadcast of a that is 15 of the
 * 16 registers of AVX2, and twelve independent chains hide the latency of two multiply-adds a
 * cycle. A half tile, for a last panel of one vector, has eight rows.
 *
 * <p>The form matters more than the arithmetic, since C2 must keep all sums in registers:
 *
 * <ul>
 *   <li>The places of the rows of a come as separate arguments. Computed here from one, C2 sees
 *       that they are neighbours, loads them all first, runs out of registers, and the rate halves.
 *   <li>One step of k an iteration: unrolled by hand, it spills as well.
 *   <li>k is multiplied by constants that are powers of two only, which C2 recognises when it moves
 *       the bounds checks out of the loop.
 *   <li>Each body is longer than C2 will inline (325 bytes), so that it is compiled alone, whatever
 *       calls it.
 *   <li>Nothing is done to the sums before they are stored: one more constant, such as the 0 of
 *       RELU, is loaded before the loop, and a sum must give way. No branches for what differs
 *       between calls: bias, zeros and y itself are all read from {@code start}.
 * </ul>
 */
final class GemmTile {
  /** Rows of a whole tile. */
  static final int ROWS = 6;

  /** Columns of a whole tile. */
  static final int COLUMNS = 2 * LENGTH;

  /** Rows of a half tile, of LENGTH columns. */
  static final int HALF_ROWS = 8;

  private GemmTile() {}

  /**
   * Row i of the tile: step k of a stands at {@code a[ai + k]}, of b at {@code b[b0 + k *
   * COLUMNS]}; the start values at {@code start[s0 + i * startStride]}, the results at {@code y[y0
   * + i * stride]}. Where the matrix ends, places behind the last row's are taken for the last
   * row's: its sums are computed, and stored, more than once.
   */
  static void whole(
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
      float[] start,
      int s0,
      int startStride,
      int lastStart,
      float[] y,
      int y0,
      int stride,
      int lastY) {
    int s1 = Math.min(s0 + startStride, lastStart);
    int s2 = Math.min(s1 + startStride, lastStart);
    int s3 = Math.min(s2 + startStride, lastStart);
    int s4 = Math.min(s3 + startStride, lastStart);
    int s5 = Math.min(s4 + startStride, lastStart);
    FloatVector left0 = load(start, s0);
    FloatVector right0 = load(start, s0 + LENGTH);
    FloatVector left1 = load(start, s1);
    FloatVector right1 = load(start, s1 + LENGTH);
    FloatVector left2 = load(start, s2);
    FloatVector right2 = load(start, s2 + LENGTH);
    FloatVector left3 = load(start, s3);
    FloatVector right3 = load(start, s3 + LENGTH);
    FloatVector left4 = load(start, s4);
    FloatVector right4 = load(start, s4 + LENGTH);
    FloatVector left5 = load(start, s5);
    FloatVector right5 = load(start, s5 + LENGTH);
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
    int y1 = Math.min(y0 + stride, lastY);
    int y2 = Math.min(y1 + stride, lastY);
    int y3 = Math.min(y2 + stride, lastY);
    int y4 = Math.min(y3 + stride, lastY);
    int y5 = Math.min(y4 + stride, lastY);
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

  /** As {@link #whole}, with step k of b at {@code b[b0 + k * LENGTH]}. */
  static void half(
      float[] a,
      int a0,
      int a1,
      int a2,
      int a3,
      int a4,
      int a5,
      int a6,
      int a7,
      float[] b,
      int b0,
      int depth,
      float[] start,
      int s0,
      int startStride,
      int lastStart,
      float[] y,
      int y0,
      int stride,
      int lastY) {
    int s1 = Math.min(s0 + startStride, lastStart);
    int s2 = Math.min(s1 + startStride, lastStart);
    int s3 = Math.min(s2 + startStride, lastStart);
    int s4 = Math.min(s3 + startStride, lastStart);
    int s5 = Math.min(s4 + startStride, lastStart);
    int s6 = Math.min(s5 + startStride, lastStart);
    int s7 = Math.min(s6 + startStride, lastStart);
    FloatVector sum0 = load(start, s0);
    FloatVector sum1 = load(start, s1);
    FloatVector sum2 = load(start, s2);
    FloatVector sum3 = load(start, s3);
    FloatVector sum4 = load(start, s4);
    FloatVector sum5 = load(start, s5);
    FloatVector sum6 = load(start, s6);
    FloatVector sum7 = load(start, s7);
    for (int k = 0; k < depth; k++) {
      FloatVector v = load(b, b0 + k * LENGTH);
      sum0 = splat(a[a0 + k]).fma(v, sum0);
      sum1 = splat(a[a1 + k]).fma(v, sum1);
      sum2 = splat(a[a2 + k]).fma(v, sum2);
      sum3 = splat(a[a3 + k]).fma(v, sum3);
      sum4 = splat(a[a4 + k]).fma(v, sum4);
      sum5 = splat(a[a5 + k]).fma(v, sum5);
      sum6 = splat(a[a6 + k]).fma(v, sum6);
      sum7 = splat(a[a7 + k]).fma(v, sum7);
    }
    int y1 = Math.min(y0 + stride, lastY);
    int y2 = Math.min(y1 + stride, lastY);
    int y3 = Math.min(y2 + stride, lastY);
    int y4 = Math.min(y3 + stride, lastY);
    int y5 = Math.min(y4 + stride, lastY);
    int y6 = Math.min(y5 + stride, lastY);
    int y7 = Math.min(y6 + stride, lastY);
    sum0.intoArray(y, y0);
    sum1.intoArray(y, y1);
    sum2.intoArray(y, y2);
    sum3.intoArray(y, y3);
    sum4.intoArray(y, y4);
    sum5.intoArray(y, y5);
    sum6.intoArray(y, y6);
    sum7.intoArray(y, y7);
  }
}
