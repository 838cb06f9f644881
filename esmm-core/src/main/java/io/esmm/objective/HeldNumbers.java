package io.esmm.objective;

import java.util.Arrays;

/** A number for each row that stays what it was when it was put here. Not thread-safe. */
final class HeldNumbers {
  private double[] numbers = new double[0];

  boolean has(int row) {
    return row < numbers.length && !Double.isNaN(numbers[row]);
  }

  double get(int row) {
    return numbers[row];
  }

  /** Keeps a number, and returns it. */
  double put(int row, double number) {
    int length = numbers.length;
    if (row >= length) {
      numbers = Arrays.copyOf(numbers, Math.max(2 * length, row + 1));
      Arrays.fill(numbers, length, numbers.length, Double.NaN);
    }
    numbers[row] = number;
    return number;
  }
}
