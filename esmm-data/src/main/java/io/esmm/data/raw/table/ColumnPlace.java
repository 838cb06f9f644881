package io.esmm.data.raw.table;

/**
 * Where a column's cells come from.
 *
 * @param main the column's place among those read from the main table, or -1
 * @param join the side table that has it too or instead, or -1
 * @param side its place among the columns of that side table
 */
record ColumnPlace(int main, int join, int side) {
  boolean isNowhere() {
    return main < 0 && join < 0;
  }
}
