package io.esmm.numerics;

import java.util.Objects;

/** {@link UpdateKernels} on floats by the Vector API; owns scratch memory. */
final class VectorUpdates implements UpdateKernels {
  private static final Precision FLOAT = Precision.FLOAT;

  private final AdamConstants constants = new AdamConstants();
  private final FtrlConstants ftrlConstants = new FtrlConstants();

  @Override
  public void adam(AdamStep step, Matrix g, Matrix w, Matrix m, Matrix v) {
    Shapes.same(FLOAT, "adam", g, w, m, v);
    constants.set(step);
    boolean flat = LongRows.flat(g) && LongRows.flat(w) && LongRows.flat(m) && LongRows.flat(v);
    for (int r = 0; r < LongRows.count(flat, w); r++) {
      adamRow(g, r, w, m, v, r, LongRows.width(flat, w));
    }
  }

  @Override
  public void adamRows(
      AdamStep step, Matrix g, int[] rows, int from, int to, Matrix w, Matrix m, Matrix v) {
    Shapes.chosenUpdates(FLOAT, "adamRows", g, rows, from, to, w, m, v);
    constants.set(step);
    for (int s = from; s < to; s++) {
      adamRow(g, s, w, m, v, Objects.checkIndex(rows[s], w.rows()), w.columns());
    }
  }

  private void adamRow(
      Matrix g, int gradientRow, Matrix w, Matrix m, Matrix v, int row, int width) {
    VectorRows.adam(
        constants,
        g.floats(),
        g.rowStart(gradientRow),
        w.floats(),
        w.rowStart(row),
        m.floats(),
        m.rowStart(row),
        v.floats(),
        v.rowStart(row),
        width);
  }

  @Override
  public void ftrl(FtrlRule rule, double gradientScale, Matrix g, Matrix w, Matrix z, Matrix n) {
    Shapes.same(FLOAT, "ftrl", g, w, z, n);
    ftrlConstants.set(rule, gradientScale);
    boolean flat = LongRows.flat(g) && LongRows.flat(w) && LongRows.flat(z) && LongRows.flat(n);
    for (int r = 0; r < LongRows.count(flat, w); r++) {
      ftrlRow(g, r, w, z, n, r, LongRows.width(flat, w));
    }
  }

  @Override
  public void ftrlRows(
      FtrlRule rule,
      double gradientScale,
      Matrix g,
      int[] rows,
      int from,
      int to,
      Matrix w,
      Matrix z,
      Matrix n) {
    Shapes.chosenUpdates(FLOAT, "ftrlRows", g, rows, from, to, w, z, n);
    ftrlConstants.set(rule, gradientScale);
    for (int s = from; s < to; s++) {
      ftrlRow(g, s, w, z, n, Objects.checkIndex(rows[s], w.rows()), w.columns());
    }
  }

  private void ftrlRow(
      Matrix g, int gradientRow, Matrix w, Matrix z, Matrix n, int row, int width) {
    float[] a = g.floats();
    int at = g.rowStart(gradientRow);
    int atW = w.rowStart(row);
    int atZ = z.rowStart(row);
    int atN = n.rowStart(row);
    int whole = Lanes.whole(width);
    VectorRows.ftrl(ftrlConstants, a, at, w.floats(), atW, z.floats(), atZ, n.floats(), atN, whole);
    // A table of weights is one column wide: plain code, where a masked vector would cost more.
    ScalarRows.ftrl(
        ftrlConstants,
        a,
        at + whole,
        w.floats(),
        atW + whole,
        z.floats(),
        atZ + whole,
        n.floats(),
        atN + whole,
        width - whole);
  }
}
