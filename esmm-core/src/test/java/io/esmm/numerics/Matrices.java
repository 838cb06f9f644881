package io.esmm.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

/** Matrices for tests: from literals, random, and inside larger arrays. */
final class Matrices {
  private Matrices() {}

  /** A matrix of the given rows, standing in a larger array full of NaN. */
  static Matrix of(Precision precision, double[]... rows) {
    Matrix matrix = framed(precision, rows.length, rows.length == 0 ? 0 : rows[0].length);
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        matrix.set(r, c, rows[r][c]);
      }
    }
    return matrix;
  }

  static double[] row(double... values) {
    return values;
  }

  /**
   * A zero matrix with an odd offset and stride and NaN all around it: a kernel that reads past a
   * row spoils its result, one that writes past it is found by {@link #assertFrameUntouched}.
   */
  static Matrix framed(Precision precision, int rows, int columns) {
    Matrix outer = Matrix.withStride(precision, rows + 2, columns + 8, columns + 9);
    if (precision == Precision.FLOAT) {
      java.util.Arrays.fill(outer.floats(), Float.NaN);
    } else {
      java.util.Arrays.fill(outer.doubles(), Double.NaN);
    }
    Matrix inner = outer.rows(1, rows).columns(5, columns);
    inner.fill(0);
    return inner;
  }

  /** A framed matrix of values that are exact in a float, uniform in [-1, 1). */
  static Matrix random(Precision precision, int rows, int columns, SplittableRandom random) {
    Matrix matrix = framed(precision, rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix.set(r, c, (float) random.nextDouble(-1, 1));
      }
    }
    return matrix;
  }

  /** The same values in another precision. */
  static Matrix copy(Precision precision, Matrix from) {
    Matrix to = framed(precision, from.rows(), from.columns());
    for (int r = 0; r < from.rows(); r++) {
      for (int c = 0; c < from.columns(); c++) {
        to.set(r, c, from.get(r, c));
      }
    }
    return to;
  }

  static double[] values(Matrix matrix) {
    double[] values = new double[matrix.rows() * matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.columns(); c++) {
        values[r * matrix.columns() + c] = matrix.get(r, c);
      }
    }
    return values;
  }

  /** Everything around a framed matrix is still NaN. */
  static void assertFrameUntouched(Matrix matrix) {
    int length =
        matrix.precision() == Precision.FLOAT ? matrix.floats().length : matrix.doubles().length;
    for (int i = 0; i < length; i++) {
      int r = Math.floorDiv(i - matrix.offset(), matrix.stride());
      int c = Math.floorMod(i - matrix.offset(), matrix.stride());
      if (r < 0 || r >= matrix.rows() || c >= matrix.columns()) {
        double value =
            matrix.precision() == Precision.FLOAT ? matrix.floats()[i] : matrix.doubles()[i];
        assertThat(value).as("element %d around %s", i, matrix).isNaN();
      }
    }
  }
}
