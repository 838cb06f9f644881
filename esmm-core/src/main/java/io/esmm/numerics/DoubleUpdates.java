package io.esmm.numerics;

import java.util.Objects;

/** {@link UpdateKernels} in double precision, each written as its formula reads. */
final class DoubleUpdates implements UpdateKernels {
  private static final Precision DOUBLE = Precision.DOUBLE;

  @Override
  public void adam(AdamStep step, Matrix g, Matrix w, Matrix m, Matrix v) {
    Shapes.same(DOUBLE, "adam", g, w, m, v);
    for (int r = 0; r < w.rows(); r++) {
      adamRow(step, g, r, w, m, v, r);
    }
  }

  @Override
  public void adamRows(
      AdamStep step, Matrix g, int[] rows, int from, int to, Matrix w, Matrix m, Matrix v) {
    Shapes.chosenUpdates(DOUBLE, "adamRows", g, rows, from, to, w, m, v);
    for (int s = from; s < to; s++) {
      adamRow(step, g, s, w, m, v, Objects.checkIndex(rows[s], w.rows()));
    }
  }

  private static void adamRow(
      AdamStep step, Matrix g, int gradientRow, Matrix w, Matrix m, Matrix v, int row) {
    double rate = step.correctedRate();
    double rootCorrection = step.rootCorrection();
    for (int c = 0; c < w.columns(); c++) {
      double gradient = g.get(gradientRow, c);
      double mean = step.beta1() * m.get(row, c) + (1 - step.beta1()) * gradient;
      double square = step.beta2() * v.get(row, c) + (1 - step.beta2()) * gradient * gradient;
      m.set(row, c, mean);
      v.set(row, c, square);
      double change = rate * mean / (Math.sqrt(square) * rootCorrection + step.epsilon());
      w.set(row, c, w.get(row, c) - change);
    }
  }

  @Override
  public void ftrl(FtrlRule rule, double gradientScale, Matrix g, Matrix w, Matrix z, Matrix n) {
    Shapes.same(DOUBLE, "ftrl", g, w, z, n);
    for (int r = 0; r < w.rows(); r++) {
      ftrlRow(rule, gradientScale, g, r, w, z, n, r);
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
    Shapes.chosenUpdates(DOUBLE, "ftrlRows", g, rows, from, to, w, z, n);
    for (int s = from; s < to; s++) {
      ftrlRow(rule, gradientScale, g, s, w, z, n, Objects.checkIndex(rows[s], w.rows()));
    }
  }

  private static void ftrlRow(
      FtrlRule rule,
      double gradientScale,
      Matrix g,
      int gradientRow,
      Matrix w,
      Matrix z,
      Matrix n,
      int row) {
    double alpha = rule.learningRate();
    for (int c = 0; c < w.columns(); c++) {
      double gradient = gradientScale * g.get(gradientRow, c);
      double before = n.get(row, c);
      double after = before + gradient * gradient;
      double sigma = (Math.sqrt(after) - Math.sqrt(before)) / alpha;
      double sum = z.get(row, c) + gradient - sigma * w.get(row, c);
      n.set(row, c, after);
      z.set(row, c, sum);
      double divisor = (rule.beta() + Math.sqrt(after)) / alpha + rule.l2();
      double weight = -(sum - Math.signum(sum) * rule.l1()) / divisor;
      w.set(row, c, Math.abs(sum) <= rule.l1() ? 0 : weight);
    }
  }
}
