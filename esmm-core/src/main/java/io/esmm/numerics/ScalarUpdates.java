package io.esmm.numerics;

import java.util.Objects;

/** {@link UpdateKernels} on floats in plain loops along the rows; owns scratch memory. */
final class ScalarUpdates implements UpdateKernels {
  private static final Precision FLOAT = Precision.FLOAT;

  private final AdamConstants constants = new AdamConstants();
  private final FtrlConstants ftrlConstants = new FtrlConstants();

  @Override
  public void adam(AdamStep step, Matrix g, Matrix w, Matrix m, Matrix v) {
    Shapes.same(FLOAT, "adam", g, w, m, v);
    constants.set(step);
    for (int r = 0; r < w.rows(); r++) {
      adamRow(g, r, w, m, v, r);
    }
  }

  @Override
  public void adamRows(
      AdamStep step, Matrix g, int[] rows, int from, int to, Matrix w, Matrix m, Matrix v) {
    Shapes.chosenUpdates(FLOAT, "adamRows", g, rows, from, to, w, m, v);
    constants.set(step);
    for (int s = from; s < to; s++) {
      adamRow(g, s, w, m, v, Objects.checkIndex(rows[s], w.rows()));
    }
  }

  private void adamRow(Matrix g, int gradientRow, Matrix w, Matrix m, Matrix v, int row) {
    ScalarRows.adam(
        constants,
        g.floats(),
        g.rowStart(gradientRow),
        w.floats(),
        w.rowStart(row),
        m.floats(),
        m.rowStart(row),
        v.floats(),
        v.rowStart(row),
        w.columns());
  }

  @Override
  public void ftrl(FtrlRule rule, double gradientScale, Matrix g, Matrix w, Matrix z, Matrix n) {
    Shapes.same(FLOAT, "ftrl", g, w, z, n);
    ftrlConstants.set(rule, gradientScale);
    for (int r = 0; r < w.rows(); r++) {
      ftrlRow(g, r, w, z, n, r);
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
      ftrlRow(g, s, w, z, n, Objects.checkIndex(rows[s], w.rows()));
    }
  }

  private void ftrlRow(Matrix g, int gradientRow, Matrix w, Matrix z, Matrix n, int row) {
    ScalarRows.ftrl(
        ftrlConstants,
        g.floats(),
        g.rowStart(gradientRow),
        w.floats(),
        w.rowStart(row),
        z.floats(),
        z.rowStart(row),
        n.floats(),
        n.rowStart(row),
        w.columns());
  }
}
