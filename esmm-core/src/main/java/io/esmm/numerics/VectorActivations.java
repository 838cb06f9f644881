package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;
import static io.esmm.numerics.Lanes.splat;
import static io.esmm.numerics.Lanes.zero;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Functions of elements, over rows. Each case has a loop of its own: where two vectors meet in one
 * variable behind a branch, C2 keeps them on the heap. Owns scratch memory.
 */
final class VectorActivations {
  private final VectorFunctions functions = new VectorFunctions();

  /** y = activation(x) on {@code rows} rows from r; x and y may be the same. */
  void activate(ElementFunction activation, Matrix x, int r, int rows, Matrix y) {
    if (activation == ElementFunction.IDENTITY && x == y) {
      return;
    }
    boolean flat = x.stride() == x.columns() && y.stride() == y.columns();
    int width = flat ? rows * y.columns() : y.columns();
    for (int i = r; i < r + (flat ? Math.min(rows, 1) : rows); i++) {
      activate(activation, x.floats(), x.rowStart(i), y.floats(), y.rowStart(i), width);
    }
  }

  private void activate(
      ElementFunction activation, float[] x, int atX, float[] y, int atY, int width) {
    switch (activation) {
      case IDENTITY -> VectorRows.copy(x, atX, false, y, atY, width);
      case RELU -> relu(x, atX, y, atY, width);
      case SIGMOID -> functions.sigmoid(x, atX, y, atY, width);
      case TANH -> functions.tanh(x, atX, y, atY, width);
    }
  }

  private static void relu(float[] x, int atX, float[] y, int atY, int width) {
    int c = 0;
    for (; c < Lanes.whole(width); c += LENGTH) {
      cut(load(x, atX + c)).intoArray(y, atY + c);
    }
    if (c < width) {
      VectorMask<Float> mask = Lanes.first(width - c);
      cut(load(x, atX + c, mask)).intoArray(y, atY + c, mask);
    }
  }

  /** max(x, 0) in two instructions; lanewise MAX takes more, to order -0 below 0. NaN stays. */
  private static FloatVector cut(FloatVector x) {
    return x.blend(0, x.compare(LT, 0));
  }

  /** y = log(1 / (1 + e^-x)). */
  void logSigmoid(float[] x, int atX, float[] y, int atY, int width) {
    functions.logSigmoid(x, atX, y, atY, width);
  }

  /** y = log(1 - e^x). */
  void log1mexp(float[] x, int atX, float[] y, int atY, int width) {
    functions.log1mexp(x, atX, y, atY, width);
  }

  /** dx = dy * activation'(.) from the output y, or dx +=. */
  static void gradient(
      ElementFunction activation,
      float[] y,
      int atY,
      float[] dy,
      int atDy,
      boolean accumulate,
      float[] dx,
      int atDx,
      int width) {
    switch (activation) {
      case IDENTITY -> VectorRows.copy(dy, atDy, accumulate, dx, atDx, width);
      case RELU -> {
        if (accumulate) {
          addReluGradient(y, atY, dy, atDy, dx, atDx, width);
        } else {
          reluGradient(y, atY, dy, atDy, dx, atDx, width);
        }
      }
      case SIGMOID -> smoothGradient(0, 1, y, atY, dy, atDy, accumulate, dx, atDx, width);
      case TANH -> smoothGradient(1, 0, y, atY, dy, atDy, accumulate, dx, atDx, width);
    }
  }

  private static void reluGradient(
      float[] y, int atY, float[] dy, int atDy, float[] dx, int atDx, int width) {
    int c = 0;
    for (; c < Lanes.whole(width); c += LENGTH) {
      VectorMask<Float> alive = load(y, atY + c).compare(GT, 0);
      zero().blend(load(dy, atDy + c), alive).intoArray(dx, atDx + c);
    }
    if (c < width) {
      VectorMask<Float> mask = Lanes.first(width - c);
      VectorMask<Float> alive = load(y, atY + c, mask).compare(GT, 0);
      zero().blend(load(dy, atDy + c, mask), alive).intoArray(dx, atDx + c, mask);
    }
  }

  private static void addReluGradient(
      float[] y, int atY, float[] dy, int atDy, float[] dx, int atDx, int width) {
    int c = 0;
    for (; c < Lanes.whole(width); c += LENGTH) {
      VectorMask<Float> alive = load(y, atY + c).compare(GT, 0);
      FloatVector gradient = zero().blend(load(dy, atDy + c), alive);
      load(dx, atDx + c).add(gradient).intoArray(dx, atDx + c);
    }
    if (c < width) {
      VectorMask<Float> mask = Lanes.first(width - c);
      VectorMask<Float> alive = load(y, atY + c, mask).compare(GT, 0);
      FloatVector gradient = zero().blend(load(dy, atDy + c, mask), alive);
      load(dx, atDx + c, mask).add(gradient).intoArray(dx, atDx + c, mask);
    }
  }

  /** The slope of sigmoid and tanh is constant + linear y - y^2. */
  private static void smoothGradient(
      float constant,
      float linear,
      float[] y,
      int atY,
      float[] dy,
      int atDy,
      boolean accumulate,
      float[] dx,
      int atDx,
      int width) {
    VectorMask<Float> keep = Lanes.SPECIES.maskAll(accumulate);
    FloatVector slopeAtZero = splat(constant);
    int c = 0;
    for (; c < Lanes.whole(width); c += LENGTH) {
      FloatVector value = load(y, atY + c);
      FloatVector slope = value.fma(splat(linear).sub(value), slopeAtZero);
      FloatVector old = zero().blend(load(dx, atDx + c), keep);
      old.add(load(dy, atDy + c).mul(slope)).intoArray(dx, atDx + c);
    }
    if (c < width) {
      VectorMask<Float> mask = Lanes.first(width - c);
      FloatVector value = load(y, atY + c, mask);
      FloatVector slope = value.fma(splat(linear).sub(value), slopeAtZero);
      FloatVector old = zero().blend(load(dx, atDx + c, mask), keep);
      old.add(load(dy, atDy + c, mask).mul(slope)).intoArray(dx, atDx + c, mask);
    }
  }
}
