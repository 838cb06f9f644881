package io.esmm.data.simulator;

import io.esmm.data.simulator.Draws.Stream;

/** What users of one gender, one age or one group have in common: a row for each. Immutable. */
final class Segments {
  static final int CLICK = 0;
  static final int CONVERSION = CLICK + Catalogue.TASTES;
  static final int BRAND = CONVERSION + Catalogue.TASTES;
  static final int CLICKINESS = BRAND + Catalogue.BRAND_TASTES;
  static final int BUYING = CLICKINESS + 1;

  private static final int COLUMNS = BUYING + 1;

  private final double[] table;

  /**
   * Draws the table.
   *
   * @param first the first row's number among all segments: no two tables share rows
   */
  Segments(long seed, int first, int rows) {
    table = new double[rows * COLUMNS];
    Draws draws = new Draws();
    for (int i = 0; i < rows; i++) {
      draws.start(seed, Stream.SEGMENT, first + i).normals(table, i * COLUMNS, COLUMNS);
    }
    Standardization.columns(table, COLUMNS, 1);
  }

  double of(int row, int column) {
    return table[row * COLUMNS + column];
  }
}
