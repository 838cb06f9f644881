package io.esmm.field;

import java.util.Arrays;

/**
 * One field's encoded values, a row per request or per impression. Arrays grow and are reused; what
 * stands behind {@link #rows()} is left over from earlier batches. Not thread-safe for writing.
 */
public sealed interface Column {

  /** Rows in use. */
  int rows();

  /** Forgets all rows and keeps the memory. */
  void clear();

  /**
   * Adds copies of the rows [row, row + count) of another column.
   *
   * @throws ClassCastException if that one is of another kind
   */
  void append(Column from, int row, int count);

  /** One id per row. */
  final class Ids implements Column {
    private int[] ids = new int[16];
    private int rows;

    /** Row r's id stands at index r. */
    public int[] ids() {
      return ids;
    }

    /** Adds a row with this id. */
    public void add(int id) {
      extend(1);
      ids[rows - 1] = id;
    }

    /** Adds rows and returns the index of the first one, to be written through {@link #ids()}. */
    public int extend(int count) {
      int first = rows;
      rows += count;
      if (rows > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(rows, 2 * ids.length));
      }
      return first;
    }

    @Override
    public void append(Column from, int row, int count) {
      int[] source = ((Ids) from).ids;
      int at = extend(count); // may replace the array
      System.arraycopy(source, row, ids, at, count);
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public void clear() {
      rows = 0;
    }
  }

  /** One number per row. */
  final class Numbers implements Column {
    private float[] values = new float[16];
    private int rows;

    /** Row r's value stands at index r. */
    public float[] values() {
      return values;
    }

    /** Adds a row with this value, scaled already. */
    public void add(float value) {
      extend(1);
      values[rows - 1] = value;
    }

    /**
     * Adds rows and returns the index of the first one, to be written through {@link #values()}.
     */
    public int extend(int count) {
      int first = rows;
      rows += count;
      if (rows > values.length) {
        values = Arrays.copyOf(values, Math.max(rows, 2 * values.length));
      }
      return first;
    }

    @Override
    public void append(Column from, int row, int count) {
      float[] source = ((Numbers) from).values;
      int at = extend(count); // may replace the array
      System.arraycopy(source, row, values, at, count);
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public void clear() {
      rows = 0;
    }
  }

  /** Any number of ids per row, in order, each with a weight if the column is weighted. */
  final class Bags implements Column {
    private final boolean weighted;
    private int[] offsets = new int[17];
    private int[] ids = new int[64];
    private float[] weights;
    private int rows;
    private int size;

    /**
     * An empty column.
     *
     * @param weighted whether every id has a weight; without, the weights that are added are
     *     dropped
     */
    public Bags(boolean weighted) {
      this.weighted = weighted;
      this.weights = new float[weighted ? 64 : 0];
    }

    /** Whether every id has a weight. */
    public boolean weighted() {
      return weighted;
    }

    /** Row r's ids stand at [offsets[r], offsets[r+1]) of {@link #ids()}. */
    public int[] offsets() {
      return offsets;
    }

    /** The ids of all rows, one after the other; {@link #offsets()} tells which are whose. */
    public int[] ids() {
      return ids;
    }

    /** Beside {@link #ids()}; empty if the column is not weighted. */
    public float[] weights() {
      return weights;
    }

    /** Ids in all rows. */
    public int size() {
      return size;
    }

    /**
     * Adds an id to the row that {@link #endRow} will close; the weight is dropped if the column is
     * not weighted.
     */
    public void add(int id, float weight) {
      int at = extend(1);
      ids[at] = id;
      if (weighted) {
        weights[at] = weight;
      }
    }

    /**
     * Adds ids to the open row and returns the index of the first one, to be written through {@link
     * #ids()}.
     */
    public int extend(int count) {
      int first = size;
      size += count;
      if (size > ids.length) {
        int length = Math.max(size, 2 * ids.length);
        ids = Arrays.copyOf(ids, length);
        if (weighted) {
          weights = Arrays.copyOf(weights, length);
        }
      }
      return first;
    }

    /** Closes the open row, which may be empty; what is added next belongs to the row after it. */
    public void endRow() {
      extendRows(1);
      offsets[rows] = size;
    }

    /**
     * Adds rows and returns the index of the first one, r. The caller writes where each of them
     * ends, from {@code offsets()[r + 1]} on, and adds their ids with {@link #extend}.
     */
    public int extendRows(int count) {
      int first = rows;
      rows += count;
      if (rows + 1 > offsets.length) {
        offsets = Arrays.copyOf(offsets, Math.max(rows + 1, 2 * offsets.length));
      }
      return first;
    }

    @Override
    public void append(Column from, int row, int count) {
      Bags source = (Bags) from;
      int start = source.offsets[row];
      int length = source.offsets[row + count] - start;
      int shift = size - start;
      int at = extend(length);
      System.arraycopy(source.ids, start, ids, at, length);
      if (weighted) {
        System.arraycopy(source.weights, start, weights, at, length);
      }
      int first = extendRows(count);
      for (int i = 1; i <= count; i++) {
        offsets[first + i] = source.offsets[row + i] + shift;
      }
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public void clear() {
      rows = 0;
      size = 0;
    }
  }
}
