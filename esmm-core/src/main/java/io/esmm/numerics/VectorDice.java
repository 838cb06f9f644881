package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;
import static io.esmm.numerics.Lanes.splat;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * {@link DiceKernels} by the Vector API. Columns are taken a vector at a time, a block of rows at a
 * time, so that sums stay in registers and rows in the cache; the last vector of columns overlaps
 * the one before, and what they share is computed twice. Rows shorter than a vector take the plain
 * loops.
 */
final class VectorDice extends ScalarDice {
  /** Rows whose columns are gone through one vector after the other. */
  private static final int BLOCK = 64;

  /** Elements of rows that are taken as one long row. */
  private static final int TOGETHER = 512;

  private final VectorDiceProduct products = new VectorDiceProduct();
  private float[] means = new float[0];
  private float[] inverses = new float[0];
  private float[] slants = new float[0];
  private float[] sums = new float[0];
  private float[] sumsOfProducts = new float[0];
  private float[] slopes = new float[0];

  /** Sums of vector v of the columns stand from v * LENGTH on. */
  private int clear(int width) {
    int length = (width + LENGTH - 1) & -LENGTH;
    if (sums.length < length) {
      sums = new float[length];
      sumsOfProducts = new float[length];
      slopes = new float[length];
    }
    Arrays.fill(sums, 0, length, 0);
    Arrays.fill(sumsOfProducts, 0, length, 0);
    Arrays.fill(slopes, 0, length, 0);
    return length;
  }

  private static FloatVector at(Matrix row, int c) {
    return load(row.floats(), row.offset() + c);
  }

  @Override
  public void dice(Matrix x, DiceColumns of, Matrix gate, Matrix y) {
    int width = x.columns();
    if (width < LENGTH) {
      super.dice(x, of, gate, y);
      return;
    }
    DiceShapes.dice(FLOAT, x, of, gate, y);
    boolean asOne =
        x.ownsGaps()
            && gate.ownsGaps()
            && y.ownsGaps()
            && x.stride() == gate.stride()
            && x.stride() == y.stride();
    int length = asOne ? x.stride() : width;
    int together = asOne ? Math.clamp(TOGETHER / length, 1, Math.max(1, x.rows())) : 1;
    means = repeated(of.mean(), together, length, means);
    inverses = repeated(of.inverse(), together, length, inverses);
    slants = repeated(of.slope(), together, length, slants);
    for (int r = 0; r < x.rows(); r += together) {
      VectorGates.dice(
          x.floats(),
          x.rowStart(r),
          means,
          0,
          inverses,
          0,
          slants,
          0,
          gate.floats(),
          gate.rowStart(r),
          y.floats(),
          y.rowStart(r),
          Math.min(together, x.rows() - r) * length);
    }
  }

  /** A row, as often as rows are taken together, each time with zeros behind it up to a length. */
  private static float[] repeated(Matrix row, int times, int length, float[] scratch) {
    float[] to = scratch.length < times * length ? new float[times * length] : scratch;
    Arrays.fill(to, 0, times * length, 0);
    for (int i = 0; i < times; i++) {
      System.arraycopy(row.floats(), row.offset(), to, i * length, row.columns());
    }
    return to;
  }

  @Override
  public void diceGradient(
      Matrix x,
      Matrix gate,
      Matrix dy,
      DiceColumns of,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dSlope) {
    int width = x.columns();
    if (width < LENGTH || x.rows() == 0 || accumulate) {
      super.diceGradient(x, gate, dy, of, accumulate, dx, dSlope);
      return;
    }
    DiceShapes.diceGradient(FLOAT, x, gate, dy, of, dx, dSlope);
    int length = clear(width);
    for (int r = 0; r < x.rows(); r += BLOCK) {
      int to = Math.min(r + BLOCK, x.rows());
      for (int v = 0; v < length; v += LENGTH) {
        sumsOfBlock(x, gate, dy, of, r, to, Math.min(v, width - LENGTH), v);
      }
    }
    for (int v = 0; v < length; v += LENGTH) {
      // Of a vector that overlaps the one before only what is new.
      int c = Math.min(v, width - LENGTH);
      for (int lane = v - c; lane < LENGTH; lane++) {
        dSlope.floats()[dSlope.offset() + c + lane] += slopes[v + lane];
      }
    }
    if (dx == null) {
      return;
    }
    float n = x.rows();
    for (int i = 0; i < length; i++) {
      sums[i] /= n;
      sumsOfProducts[i] /= n;
    }
    for (int r = 0; r < x.rows(); r += BLOCK) {
      int to = Math.min(r + BLOCK, x.rows());
      for (int v = 0; v < length; v += LENGTH) {
        gradientOfBlock(x, gate, dy, of, r, to, Math.min(v, width - LENGTH), v, dx);
      }
    }
  }

  private void sumsOfBlock(
      Matrix x, Matrix gate, Matrix dy, DiceColumns of, int from, int to, int c, int v) {
    float[] a = x.floats();
    float[] p = gate.floats();
    float[] up = dy.floats();
    FloatVector m = at(of.mean(), c);
    FloatVector i = at(of.inverse(), c);
    FloatVector rest = splat(1).sub(at(of.slope(), c));
    FloatVector sum = load(sums, v);
    FloatVector product = load(sumsOfProducts, v);
    FloatVector slopeSum = load(slopes, v);
    for (int r = from; r < to; r++) {
      FloatVector s = load(a, x.rowStart(r) + c);
      FloatVector open = load(p, gate.rowStart(r) + c);
      FloatVector below = load(up, dy.rowStart(r) + c).mul(s).mul(splat(1).sub(open));
      FloatVector q = below.mul(open).mul(rest);
      slopeSum = slopeSum.add(below);
      sum = sum.add(q);
      product = q.mul(s.sub(m)).fma(i, product);
    }
    sum.intoArray(sums, v);
    product.intoArray(sumsOfProducts, v);
    slopeSum.intoArray(slopes, v);
  }

  private void gradientOfBlock(
      Matrix x, Matrix gate, Matrix dy, DiceColumns of, int from, int to, int c, int v, Matrix dx) {
    float[] a = x.floats();
    float[] p = gate.floats();
    float[] up = dy.floats();
    float[] down = dx.floats();
    FloatVector m = at(of.mean(), c);
    FloatVector i = at(of.inverse(), c);
    FloatVector alpha = at(of.slope(), c);
    FloatVector rest = splat(1).sub(alpha);
    FloatVector meanOfQ = load(sums, v);
    FloatVector meanOfProducts = load(sumsOfProducts, v);
    for (int r = from; r < to; r++) {
      FloatVector s = load(a, x.rowStart(r) + c);
      FloatVector open = load(p, gate.rowStart(r) + c);
      FloatVector above = load(up, dy.rowStart(r) + c);
      FloatVector shut = splat(1).sub(open);
      FloatVector q = above.mul(s).mul(shut).mul(open).mul(rest);
      FloatVector normal = s.sub(m).mul(i);
      FloatVector centred = q.sub(meanOfQ).sub(normal.mul(meanOfProducts));
      FloatVector gradient = above.mul(shut.fma(alpha, open));
      gradient = i.fma(centred, gradient);
      gradient.intoArray(down, dx.rowStart(r) + c);
    }
  }

  @Override
  public void product(
      Matrix x, DiceColumns of, Matrix weight, @Nullable Matrix bias, Matrix gate, Matrix y) {
    if (x.columns() < LENGTH) {
      super.product(x, of, weight, bias, gate, y);
      return;
    }
    DiceShapes.product(FLOAT, x, of, weight, bias, gate, y);
    products.forward(x, of, weight, bias == null ? 0 : bias.floats()[bias.offset()], gate, y);
  }

  @Override
  public void productGradient(
      Matrix x,
      Matrix gate,
      Matrix dy,
      DiceColumns of,
      Matrix weight,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dSlope,
      Matrix dWeight) {
    if (x.columns() < LENGTH || x.rows() == 0 || accumulate) {
      super.productGradient(x, gate, dy, of, weight, accumulate, dx, dSlope, dWeight);
      return;
    }
    DiceShapes.productGradient(FLOAT, x, gate, dy, of, dx, dSlope, dWeight);
    products.sums(x, gate, dy, of, weight, dSlope, dWeight);
    if (dx != null) {
      products.inputGradient(x, gate, dy, dx);
    }
  }
}
