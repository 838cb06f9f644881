package io.esmm.data.simulator;

/**
 * Moves and stretches a table's columns to mean 0 and a given deviation. With a dozen rows, drawn
 * columns are far from that, and worlds of different seeds would not be equally hard.
 */
final class Standardization {
  private Standardization() {}

  static void columns(double[] table, int columns, double deviation) {
    int rows = table.length / columns;
    for (int c = 0; c < columns; c++) {
      double sum = 0;
      for (int i = c; i < table.length; i += columns) {
        sum += table[i];
      }
      double mean = sum / rows;
      double squares = 0;
      for (int i = c; i < table.length; i += columns) {
        table[i] -= mean;
        squares += table[i] * table[i];
      }
      double scale = squares > 0 ? deviation / Math.sqrt(squares / rows) : 0;
      for (int i = c; i < table.length; i += columns) {
        table[i] *= scale;
      }
    }
  }
}
