package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * Sums of rows that were taken in the lanes of a vector each, added up for many rows at once: the
 * lanes of a row one after the other, the same for every row, whatever their number.
 */
final class LaneSums {
  /** The most rows whose lanes are added up together. */
  static final int BLOCK = 64;

  /** The lanes of row r from r * LENGTH on. */
  final float[] lanes = new float[BLOCK * LENGTH];

  /** The same transposed, whose first row becomes the sums. */
  final float[] sums = new float[BLOCK * LENGTH];

  /** sums[r] = the sum of the lanes of row r, for the first rows. */
  void add(int rows) {
    Transposition.copy(lanes, 0, LENGTH, rows, LENGTH, sums, 0, BLOCK);
    for (int r = 0; r < rows; r += LENGTH) {
      FloatVector sum = load(sums, r);
      for (int lane = 1; lane < LENGTH; lane++) {
        sum = sum.add(load(sums, lane * BLOCK + r));
      }
      sum.intoArray(sums, r);
    }
  }
}
