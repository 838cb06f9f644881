package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;
import static io.esmm.numerics.Lanes.splat;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The layer of one output over Dice, without dice(x) and its gradient, which is dy w^T: so x and
 * the gate are read, and the gate or the gradient of x written, instead of five such matrices. In
 * blocks of rows that stay in the first-level cache, a vector of columns after the other, whose
 * numbers stay in registers. The last vector of columns overlaps the one before; there its weights
 * are 0, and of its sums only those of new columns are taken. Owns scratch memory.
 */
final class VectorDiceProduct {
  private static final int BLOCK = LaneSums.BLOCK;

  private final LaneSums rowSums = new LaneSums();
  private int width;

  /** The columns rounded up to whole vectors; numbers of vector v stand from v * LENGTH on. */
  private int length;

  private float[] means = new float[0];
  private float[] inverses = new float[0];
  private float[] slants = new float[0];
  private float[] weights = new float[0];

  /** Sums over the rows: dy x, dy x (1 - p), dy x (1 - p) p, and that times x - m. */
  private float[] all = new float[0];

  private float[] shut = new float[0];
  private float[] turning = new float[0];
  private float[] turningAside = new float[0];

  /** w (1 - a); what is subtracted from dx / i, and for each x - m. */
  private float[] rests = new float[0];

  private float[] constants = new float[0];
  private float[] slopes = new float[0];

  /** y = start + dice(x) w. */
  void forward(Matrix x, DiceColumns of, Matrix weight, float start, Matrix gate, Matrix y) {
    prepare(x, of, weight);
    for (int v = 0; v < length; v += LENGTH) {
      Arrays.fill(weights, v, v + v - column(v), 0);
    }
    for (int r = 0; r < x.rows(); r += BLOCK) {
      int rows = Math.min(BLOCK, x.rows() - r);
      Arrays.fill(rowSums.lanes, 0, rows * LENGTH, 0);
      for (int v = 0; v < length; v += LENGTH) {
        VectorGates.diceProduct(
            x.floats(),
            x.rowStart(r) + column(v),
            x.stride(),
            means,
            inverses,
            slants,
            weights,
            v,
            gate.floats(),
            gate.rowStart(r) + column(v),
            gate.stride(),
            rowSums.lanes,
            rows);
      }
      rowSums.add(rows);
      for (int i = 0; i < rows; i++) {
        y.floats()[y.rowStart(r + i)] = start + rowSums.sums[i];
      }
    }
  }

  /** The first column of vector v. */
  private int column(int v) {
    return Math.min(v, width - LENGTH);
  }

  private void prepare(Matrix x, DiceColumns of, Matrix weight) {
    width = x.columns();
    length = (width + LENGTH - 1) & -LENGTH;
    if (means.length < length) {
      means = new float[length];
      inverses = new float[length];
      slants = new float[length];
      weights = new float[length];
      all = new float[length];
      shut = new float[length];
      turning = new float[length];
      turningAside = new float[length];
      rests = new float[length];
      constants = new float[length];
      slopes = new float[length];
    }
    for (int v = 0; v < length; v += LENGTH) {
      int c = column(v);
      System.arraycopy(of.mean().floats(), of.mean().offset() + c, means, v, LENGTH);
      System.arraycopy(of.inverse().floats(), of.inverse().offset() + c, inverses, v, LENGTH);
      System.arraycopy(of.slope().floats(), of.slope().offset() + c, slants, v, LENGTH);
      for (int lane = 0; lane < LENGTH; lane++) {
        weights[v + lane] = weight.floats()[weight.rowStart(c + lane)];
      }
    }
  }

  /** Adds to the gradients of slopes and weights, and keeps what that of x needs. */
  void sums(
      Matrix x,
      Matrix gate,
      Matrix dy,
      DiceColumns of,
      Matrix weight,
      Matrix dSlope,
      Matrix dWeight) {
    prepare(x, of, weight);
    Arrays.fill(all, 0, length, 0);
    Arrays.fill(shut, 0, length, 0);
    Arrays.fill(turning, 0, length, 0);
    Arrays.fill(turningAside, 0, length, 0);
    for (int r = 0; r < x.rows(); r += BLOCK) {
      int to = Math.min(r + BLOCK, x.rows());
      for (int v = 0; v < length; v += LENGTH) {
        sumsOfBlock(x, gate, dy, r, to, column(v), v);
      }
    }
    for (int v = 0; v < length; v += LENGTH) {
      int c = column(v);
      for (int lane = v - c; lane < LENGTH; lane++) {
        int i = v + lane;
        dSlope.floats()[dSlope.offset() + c + lane] += weights[i] * shut[i];
        dWeight.floats()[dWeight.rowStart(c + lane)] += all[i] - (1 - slants[i]) * shut[i];
      }
    }
    float n = x.rows();
    for (int i = 0; i < length; i++) {
      float rest = weights[i] * (1 - slants[i]);
      float inverse = inverses[i];
      rests[i] = rest;
      constants[i] = inverse * (rest * turning[i] / n);
      slopes[i] = inverse * inverse * (inverse * (rest * turningAside[i] / n));
    }
  }

  private void sumsOfBlock(Matrix x, Matrix gate, Matrix dy, int from, int to, int c, int v) {
    float[] a = x.floats();
    float[] p = gate.floats();
    float[] up = dy.floats();
    FloatVector m = load(means, v);
    FloatVector allSum = load(all, v);
    FloatVector shutSum = load(shut, v);
    FloatVector turningSum = load(turning, v);
    FloatVector asideSum = load(turningAside, v);
    for (int r = from; r < to; r++) {
      FloatVector s = load(a, x.rowStart(r) + c);
      FloatVector open = load(p, gate.rowStart(r) + c);
      FloatVector whole = s.mul(splat(up[dy.rowStart(r)]));
      FloatVector below = whole.mul(splat(1).sub(open));
      FloatVector q = below.mul(open);
      allSum = allSum.add(whole);
      shutSum = shutSum.add(below);
      turningSum = turningSum.add(q);
      asideSum = q.fma(s.sub(m), asideSum);
    }
    allSum.intoArray(all, v);
    shutSum.intoArray(shut, v);
    turningSum.intoArray(turning, v);
    asideSum.intoArray(turningAside, v);
  }

  /** dx, after {@link #sums} of the same arguments. */
  void inputGradient(Matrix x, Matrix gate, Matrix dy, Matrix dx) {
    for (int r = 0; r < x.rows(); r += BLOCK) {
      int to = Math.min(r + BLOCK, x.rows());
      for (int v = 0; v < length; v += LENGTH) {
        gradientOfBlock(x, gate, dy, r, to, column(v), v, dx);
      }
    }
  }

  /** dy (w - (1 - p) rest (1 - i x p)) - constant - slope (x - m), with rest = w (1 - a). */
  private void gradientOfBlock(
      Matrix x, Matrix gate, Matrix dy, int from, int to, int c, int v, Matrix dx) {
    float[] a = x.floats();
    float[] p = gate.floats();
    float[] up = dy.floats();
    float[] down = dx.floats();
    FloatVector m = load(means, v);
    FloatVector inverse = load(inverses, v);
    FloatVector w = load(weights, v);
    FloatVector rest = load(rests, v);
    FloatVector constant = load(constants, v);
    FloatVector slope = load(slopes, v);
    for (int r = from; r < to; r++) {
      FloatVector s = load(a, x.rowStart(r) + c);
      FloatVector open = load(p, gate.rowStart(r) + c);
      FloatVector falling = splat(1).sub(open).mul(rest);
      FloatVector factor = falling.fma(s.mul(inverse).fma(open, splat(-1)), w);
      FloatVector less = s.sub(m).fma(slope, constant);
      factor.mul(splat(up[dy.rowStart(r)])).sub(less).intoArray(down, dx.rowStart(r) + c);
    }
  }
}
