package io.esmm.eval.metric;

/**
 * n numbers, one per row, kept in the precision they came in. Wraps the array without copying it;
 * the caller leaves it unchanged while it is evaluated. All arithmetic on them is in double.
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

  static Values of(float[] values) {
    return new Floats(values);
  }

  static Values of(double[] values) {
    return new Doubles(values);
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
}
