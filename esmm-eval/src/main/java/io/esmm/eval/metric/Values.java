package io.esmm.eval.metric;

import java.util.function.IntToDoubleFunction;

/**
 * n numbers, one per row, kept in the precision they came in or computed when they are asked for.
 * Wraps an array without copying it; the caller leaves it unchanged while it is evaluated. All
 * arithmetic on them is in double.
 */
public sealed interface Values {

  /** n, the number of rows. */
  int rows();

  /** The number of this row. */
  double get(int row);

  /**
   * The numbers of the rows whose mask is 1, in their order; {@code selected} is how many there
   * are.
   */
  Values where(byte[] mask, int selected);

  /** The same numbers, computed once if they are computed: 8 bytes a row. */
  default Values stored() {
    return this;
  }

  /** Single-precision numbers, not copied: 4 bytes a row. */
  static Values of(float[] values) {
    return new Floats(values);
  }

  /** Double-precision numbers, not copied: 8 bytes a row. */
  static Values of(double[] values) {
    return new Doubles(values);
  }

  /** Numbers that a function gives: a product of two models, for instance. Takes no memory. */
  static Values computed(int rows, IntToDoubleFunction number) {
    return new Computed(rows, number);
  }

  /** Single precision: 4 bytes a row. */
  final class Floats implements Values {
    private final float[] values;

    Floats(float[] values) {
      this.values = values;
    }

    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public double get(int row) {
      return values[row];
    }

    @Override
    public Values where(byte[] mask, int selected) {
      float[] kept = new float[selected];
      int next = 0;
      for (int i = 0; i < values.length; i++) {
        if (mask[i] == 1) {
          kept[next++] = values[i];
        }
      }
      return new Floats(kept);
    }
  }

  /** Double precision: 8 bytes a row. */
  final class Doubles implements Values {
    private final double[] values;

    Doubles(double[] values) {
      this.values = values;
    }

    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public double get(int row) {
      return values[row];
    }

    @Override
    public Values where(byte[] mask, int selected) {
      double[] kept = new double[selected];
      int next = 0;
      for (int i = 0; i < values.length; i++) {
        if (mask[i] == 1) {
          kept[next++] = values[i];
        }
      }
      return new Doubles(kept);
    }
  }

  /** Computed anew whenever they are asked for. */
  final class Computed implements Values {
    private final int rows;
    private final IntToDoubleFunction number;

    Computed(int rows, IntToDoubleFunction number) {
      this.rows = rows;
      this.number = number;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public double get(int row) {
      return number.applyAsDouble(row);
    }

    @Override
    public Values where(byte[] mask, int selected) {
      double[] kept = new double[selected];
      int next = 0;
      for (int i = 0; i < rows; i++) {
        if (mask[i] == 1) {
          kept[next++] = number.applyAsDouble(i);
        }
      }
      return new Doubles(kept);
    }

    @Override
    public Values stored() {
      double[] values = new double[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = number.applyAsDouble(i);
      }
      return new Doubles(values);
    }
  }
}
