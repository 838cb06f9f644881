package io.esmm.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes by square blocks in registers, of 8 x 8 where vectors have 256 bits or more, else of 4
 * x 4; element by element it takes four times as long.
 *
 * <p>A block of 2m x 2m changes its two off-diagonal quarters of m x m, then each quarter does the
 * same. To swap across the diagonal between rows i and i + m is one exchange of neighbouring groups
 * of m lanes and one blend for each of the two.
 */
final class Transposition {
  private static final int BLOCK = Math.min(8, Lanes.LENGTH);
  private static final VectorSpecies<Float> SPECIES =
      BLOCK == 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
  private static final VectorShuffle<Float> SWAP_1 = swap(1);
  private static final VectorShuffle<Float> SWAP_2 = swap(2);
  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorMask<Float> UPPER_1 = VectorMask.fromLong(SPECIES, 0b10101010);
  private static final VectorMask<Float> UPPER_2 = VectorMask.fromLong(SPECIES, 0b11001100);
  private static final VectorMask<Float> UPPER_4 = VectorMask.fromLong(SPECIES, 0b11110000);

  private Transposition() {}

  private static VectorShuffle<Float> swap(int group) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ group) % BLOCK);
  }

  /** to[c * strideTo + r] = from[r * strideFrom + c] for r in [0, rows), c in [0, columns). */
  static void copy(
      float[] from,
      int atFrom,
      int strideFrom,
      int rows,
      int columns,
      float[] to,
      int atTo,
      int strideTo) {
    int r = 0;
    for (; r + BLOCK <= rows; r += BLOCK) {
      int at = atFrom + r * strideFrom;
      int c =
          BLOCK == 8
              ? eightRows(from, at, strideFrom, columns, to, atTo + r, strideTo)
              : fourRows(from, at, strideFrom, columns, to, atTo + r, strideTo);
      for (int i = 0; i < BLOCK; i++) {
        oneRow(from, at + i * strideFrom, c, columns, to, atTo + r + i, strideTo);
      }
    }
    for (; r < rows; r++) {
      oneRow(from, atFrom + r * strideFrom, 0, columns, to, atTo + r, strideTo);
    }
  }

  private static FloatVector load(float[] from, int at) {
    return FloatVector.fromArray(SPECIES, from, at);
  }

  /** The first of two rows after the exchange: its own lower lanes, the other's lower above. */
  private static FloatVector first(
      FloatVector a, FloatVector b, VectorShuffle<Float> swap, VectorMask<Float> upper) {
    return a.blend(b.rearrange(swap), upper);
  }

  /** The second: the other's upper lanes below its own upper lanes. */
  private static FloatVector second(
      FloatVector a, FloatVector b, VectorShuffle<Float> swap, VectorMask<Float> upper) {
    return a.rearrange(swap).blend(b, upper);
  }

  private static int eightRows(
      float[] from, int at, int strideFrom, int columns, float[] to, int atTo, int strideTo) {
    int c = 0;
    for (; c + 8 <= columns; c += 8) {
      FloatVector a0 = load(from, at + c);
      FloatVector a1 = load(from, at + strideFrom + c);
      FloatVector a2 = load(from, at + 2 * strideFrom + c);
      FloatVector a3 = load(from, at + 3 * strideFrom + c);
      FloatVector a4 = load(from, at + 4 * strideFrom + c);
      FloatVector a5 = load(from, at + 5 * strideFrom + c);
      FloatVector a6 = load(from, at + 6 * strideFrom + c);
      FloatVector a7 = load(from, at + 7 * strideFrom + c);
      FloatVector b0 = first(a0, a4, SWAP_4, UPPER_4);
      FloatVector b1 = first(a1, a5, SWAP_4, UPPER_4);
      FloatVector b2 = first(a2, a6, SWAP_4, UPPER_4);
      FloatVector b3 = first(a3, a7, SWAP_4, UPPER_4);
      FloatVector b4 = second(a0, a4, SWAP_4, UPPER_4);
      FloatVector b5 = second(a1, a5, SWAP_4, UPPER_4);
      FloatVector b6 = second(a2, a6, SWAP_4, UPPER_4);
      FloatVector b7 = second(a3, a7, SWAP_4, UPPER_4);
      int i = atTo + c * strideTo;
      quarter(b0, b1, b2, b3, to, i, strideTo);
      quarter(b4, b5, b6, b7, to, i + 4 * strideTo, strideTo);
    }
    return c;
  }

  private static int fourRows(
      float[] from, int at, int strideFrom, int columns, float[] to, int atTo, int strideTo) {
    int c = 0;
    for (; c + 4 <= columns; c += 4) {
      FloatVector a0 = load(from, at + c);
      FloatVector a1 = load(from, at + strideFrom + c);
      FloatVector a2 = load(from, at + 2 * strideFrom + c);
      FloatVector a3 = load(from, at + 3 * strideFrom + c);
      quarter(a0, a1, a2, a3, to, atTo + c * strideTo, strideTo);
    }
    return c;
  }

  /** Transposes each 4 x 4 in four rows, and stores them. */
  private static void quarter(
      FloatVector a0,
      FloatVector a1,
      FloatVector a2,
      FloatVector a3,
      float[] to,
      int at,
      int stride) {
    FloatVector b0 = first(a0, a2, SWAP_2, UPPER_2);
    FloatVector b1 = first(a1, a3, SWAP_2, UPPER_2);
    FloatVector b2 = second(a0, a2, SWAP_2, UPPER_2);
    FloatVector b3 = second(a1, a3, SWAP_2, UPPER_2);
    first(b0, b1, SWAP_1, UPPER_1).intoArray(to, at);
    second(b0, b1, SWAP_1, UPPER_1).intoArray(to, at + stride);
    first(b2, b3, SWAP_1, UPPER_1).intoArray(to, at + 2 * stride);
    second(b2, b3, SWAP_1, UPPER_1).intoArray(to, at + 3 * stride);
  }

  private static void oneRow(
      float[] from, int atFrom, int c, int columns, float[] to, int atTo, int strideTo) {
    for (; c < columns; c++) {
      to[atTo + c * strideTo] = from[atFrom + c];
    }
  }
}
