package io.esmm.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes by blocks of 4 x 4 in registers, whatever the machine's vector width: every machine
 * with vectors has those of 128 bits, and element by element it takes more than twice as long.
 */
final class Transposition {
  private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
  private static final VectorShuffle<Float> SWAP_HALVES =
      VectorShuffle.fromValues(FOUR, 2, 3, 0, 1);
  private static final VectorShuffle<Float> SWAP_NEIGHBOURS =
      VectorShuffle.fromValues(FOUR, 1, 0, 3, 2);
  private static final VectorMask<Float> UPPER = VectorMask.fromLong(FOUR, 0b1100);
  private static final VectorMask<Float> ODD = VectorMask.fromLong(FOUR, 0b1010);

  private Transposition() {}

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
    for (; r + 4 <= rows; r += 4) {
      fourRows(from, atFrom + r * strideFrom, strideFrom, columns, to, atTo + r, strideTo);
    }
    for (; r < rows; r++) {
      oneRow(from, atFrom + r * strideFrom, 0, columns, to, atTo + r, strideTo);
    }
  }

  private static void fourRows(
      float[] from, int atFrom, int strideFrom, int columns, float[] to, int atTo, int strideTo) {
    int from1 = atFrom + strideFrom;
    int from2 = from1 + strideFrom;
    int from3 = from2 + strideFrom;
    int c = 0;
    for (; c + 4 <= columns; c += 4) {
      FloatVector row0 = FloatVector.fromArray(FOUR, from, atFrom + c);
      FloatVector row1 = FloatVector.fromArray(FOUR, from, from1 + c);
      FloatVector row2 = FloatVector.fromArray(FOUR, from, from2 + c);
      FloatVector row3 = FloatVector.fromArray(FOUR, from, from3 + c);
      // Blocks of 2 x 2 change places, then elements within each.
      FloatVector low0 = row0.blend(row2.rearrange(SWAP_HALVES), UPPER);
      FloatVector low1 = row1.blend(row3.rearrange(SWAP_HALVES), UPPER);
      FloatVector high0 = row0.rearrange(SWAP_HALVES).blend(row2, UPPER);
      FloatVector high1 = row1.rearrange(SWAP_HALVES).blend(row3, UPPER);
      int at = atTo + c * strideTo;
      low0.blend(low1.rearrange(SWAP_NEIGHBOURS), ODD).intoArray(to, at);
      low0.rearrange(SWAP_NEIGHBOURS).blend(low1, ODD).intoArray(to, at + strideTo);
      high0.blend(high1.rearrange(SWAP_NEIGHBOURS), ODD).intoArray(to, at + 2 * strideTo);
      high0.rearrange(SWAP_NEIGHBOURS).blend(high1, ODD).intoArray(to, at + 3 * strideTo);
    }
    oneRow(from, atFrom, c, columns, to, atTo, strideTo);
    oneRow(from, from1, c, columns, to, atTo + 1, strideTo);
    oneRow(from, from2, c, columns, to, atTo + 2, strideTo);
    oneRow(from, from3, c, columns, to, atTo + 3, strideTo);
  }

  private static void oneRow(
      float[] from, int atFrom, int c, int columns, float[] to, int atTo, int strideTo) {
    for (; c < columns; c++) {
      to[atTo + c * strideTo] = from[atFrom + c];
    }
  }
}
