package io.esmm.numerics;

/** {@link ElementKernels} on floats in plain loops along the rows. */
final class ScalarElements implements ElementKernels {
  private static final Precision FLOAT = Precision.FLOAT;

  @Override
  public void activate(ElementFunction activation, Matrix x, Matrix y) {
    Shapes.same(FLOAT, "activate", x, y);
    for (int r = 0; r < x.rows(); r++) {
      ScalarRows.activate(
          activation, x.floats(), x.rowStart(r), y.floats(), y.rowStart(r), x.columns());
    }
  }

  @Override
  public void activationGradient(
      ElementFunction activation, Matrix y, Matrix dy, boolean accumulate, Matrix dx) {
    Shapes.same(FLOAT, "activationGradient", y, dy, dx);
    float[] out = y.floats();
    float[] from = dy.floats();
    float[] to = dx.floats();
    for (int r = 0; r < y.rows(); r++) {
      int shift = dy.rowStart(r) - y.rowStart(r);
      int shiftTo = dx.rowStart(r) - y.rowStart(r);
      for (int i = y.rowStart(r), end = i + y.columns(); i < end; i++) {
        float gradient = ScalarRows.gradient(activation, out[i], from[i + shift]);
        to[i + shiftTo] = accumulate ? to[i + shiftTo] + gradient : gradient;
      }
    }
  }

  @Override
  public void copy(Matrix from, boolean accumulate, Matrix to) {
    Shapes.same(FLOAT, "copy", from, to);
    for (int r = 0; r < to.rows(); r++) {
      ScalarRows.copy(
          from.floats(), from.rowStart(r), accumulate, to.floats(), to.rowStart(r), to.columns());
    }
  }

  @Override
  public void multiply(Matrix a, Matrix b, boolean accumulate, Matrix to) {
    Shapes.same(FLOAT, "multiply", a, b, to);
    float[] left = a.floats();
    float[] right = b.floats();
    float[] out = to.floats();
    for (int r = 0; r < to.rows(); r++) {
      int atLeft = a.rowStart(r);
      int atRight = b.rowStart(r);
      int at = to.rowStart(r);
      for (int c = 0; c < to.columns(); c++) {
        float product = left[atLeft + c] * right[atRight + c];
        out[at + c] = accumulate ? out[at + c] + product : product;
      }
    }
  }

  @Override
  public void scaleRows(Matrix x, Matrix scale, boolean accumulate, Matrix y) {
    Shapes.same(FLOAT, "scaleRows", x, y);
    Shapes.rowNumbers(FLOAT, "scaleRows", x, scale);
    for (int r = 0; r < y.rows(); r++) {
      ScalarRows.scale(
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
  public void rowDots(Matrix a, Matrix b, boolean accumulate, Matrix dots) {
    Shapes.same(FLOAT, "rowDots", a, b);
    Shapes.rowNumbers(FLOAT, "rowDots", a, dots);
    float[] out = dots.floats();
    for (int r = 0; r < a.rows(); r++) {
      float dot = ScalarRows.dot(a.floats(), a.rowStart(r), b.floats(), b.rowStart(r), a.columns());
      int at = dots.rowStart(r);
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
      int at = from.rowStart(r);
      int atTo = to.rowStart(r);
      for (int c = 0; c < to.columns(); c++) {
        float scaled = (float) factor * from.floats()[at + c];
        to.floats()[atTo + c] = accumulate ? to.floats()[atTo + c] + scaled : scaled;
      }
    }
  }

  @Override
  public void logSigmoid(Matrix x, Matrix y) {
    Shapes.same(FLOAT, "logSigmoid", x, y);
    for (int r = 0; r < x.rows(); r++) {
      ScalarRows.logSigmoid(x.floats(), x.rowStart(r), y.floats(), y.rowStart(r), x.columns());
    }
  }

  @Override
  public void log1mexp(Matrix x, Matrix y) {
    Shapes.same(FLOAT, "log1mexp", x, y);
    for (int r = 0; r < x.rows(); r++) {
      ScalarRows.log1mexp(x.floats(), x.rowStart(r), y.floats(), y.rowStart(r), x.columns());
    }
  }
}
