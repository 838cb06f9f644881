package io.esmm.numerics;

import java.util.Arrays;

/** {@link ElementKernels} on floats by the Vector API; owns scratch memory. */
final class VectorElements implements ElementKernels {
  private static final Precision FLOAT = Precision.FLOAT;

  private final VectorActivations activations;
  private final VectorDots dots = new VectorDots();

  VectorElements(VectorActivations activations) {
    this.activations = activations;
  }

  @Override
  public void activate(ElementFunction activation, Matrix x, Matrix y) {
    Shapes.same(FLOAT, "activate", x, y);
    activations.activate(activation, x, 0, x.rows(), y);
  }

  @Override
  public void activationGradient(
      ElementFunction activation, Matrix y, Matrix dy, boolean accumulate, Matrix dx) {
    Shapes.same(FLOAT, "activationGradient", y, dy, dx);
    boolean flat = LongRows.flat(y) && LongRows.flat(dy) && LongRows.flat(dx);
    for (int r = 0; r < LongRows.count(flat, y); r++) {
      VectorActivations.gradient(
          activation,
          y.floats(),
          y.rowStart(r),
          dy.floats(),
          dy.rowStart(r),
          accumulate,
          dx.floats(),
          dx.rowStart(r),
          LongRows.width(flat, y));
    }
  }

  @Override
  public void copy(Matrix from, boolean accumulate, Matrix to) {
    Shapes.same(FLOAT, "copy", from, to);
    boolean flat = LongRows.flat(from) && LongRows.flat(to);
    for (int r = 0; r < LongRows.count(flat, to); r++) {
      VectorRows.copy(
          from.floats(),
          from.rowStart(r),
          accumulate,
          to.floats(),
          to.rowStart(r),
          LongRows.width(flat, to));
    }
  }

  @Override
  public void multiply(Matrix a, Matrix b, boolean accumulate, Matrix to) {
    Shapes.same(FLOAT, "multiply", a, b, to);
    boolean flat = LongRows.flat(a) && LongRows.flat(b) && LongRows.flat(to);
    for (int r = 0; r < LongRows.count(flat, to); r++) {
      VectorRows.multiply(
          a.floats(),
          a.rowStart(r),
          b.floats(),
          b.rowStart(r),
          accumulate,
          to.floats(),
          to.rowStart(r),
          LongRows.width(flat, to));
    }
  }

  @Override
  public void scaleRows(Matrix x, Matrix scale, boolean accumulate, Matrix y) {
    Shapes.same(FLOAT, "scaleRows", x, y);
    Shapes.rowNumbers(FLOAT, "scaleRows", x, scale);
    for (int r = 0; r < y.rows(); r++) {
      VectorRows.scale(
          scale.floats()[scale.rowStart(r)],
          x.floats(),
          x.rowStart(r),
          accumulate,
          y.floats(),
          y.rowStart(r),
          y.columns());
    }
  }

  @Override
  public void rowDots(Matrix a, Matrix b, boolean accumulate, Matrix sums) {
    Shapes.same(FLOAT, "rowDots", a, b);
    Shapes.rowNumbers(FLOAT, "rowDots", a, sums);
    float[] out = sums.floats();
    for (int r = 0; r < a.rows(); r++) {
      float dot = dots.dot(a.floats(), a.rowStart(r), b.floats(), b.rowStart(r), a.columns());
      int at = sums.rowStart(r);
      out[at] = accumulate ? out[at] + dot : dot;
    }
  }

  @Override
  public void softmax(Matrix x, Matrix y) {
    Shapes.same(FLOAT, "softmax", x, y);
    for (int r = 0; r < y.rows(); r++) {
      SoftmaxRows.softmax(x.floats(), x.rowStart(r), y.floats(), y.rowStart(r), y.columns());
    }
  }

  @Override
  public void softmaxGradient(Matrix y, Matrix dy, boolean accumulate, Matrix dx) {
    Shapes.same(FLOAT, "softmaxGradient", y, dy, dx);
    for (int r = 0; r < y.rows(); r++) {
      SoftmaxRows.gradient(
          y.floats(),
          y.rowStart(r),
          dy.floats(),
          dy.rowStart(r),
          accumulate,
          dx.floats(),
          dx.rowStart(r),
          dx.columns());
    }
  }

  @Override
  public void scale(double factor, Matrix from, boolean accumulate, Matrix to) {
    Shapes.same(FLOAT, "scale", from, to);
    for (int r = 0; r < to.rows(); r++) {
      if (!accumulate) {
        Arrays.fill(to.floats(), to.rowStart(r), to.rowStart(r) + to.columns(), 0);
      }
      VectorRows.addScaled(
          (float) factor,
          from.floats(),
          from.rowStart(r),
          to.floats(),
          to.rowStart(r),
          to.columns());
    }
  }

  @Override
  public void logSigmoid(Matrix x, Matrix y) {
    Shapes.same(FLOAT, "logSigmoid", x, y);
    boolean flat = LongRows.flat(x) && LongRows.flat(y);
    for (int r = 0; r < LongRows.count(flat, x); r++) {
      activations.logSigmoid(
          x.floats(), x.rowStart(r), y.floats(), y.rowStart(r), LongRows.width(flat, x));
    }
  }

  @Override
  public void log1mexp(Matrix x, Matrix y) {
    Shapes.same(FLOAT, "log1mexp", x, y);
    boolean flat = LongRows.flat(x) && LongRows.flat(y);
    for (int r = 0; r < LongRows.count(flat, x); r++) {
      activations.log1mexp(
          x.floats(), x.rowStart(r), y.floats(), y.rowStart(r), LongRows.width(flat, x));
    }
  }
}
