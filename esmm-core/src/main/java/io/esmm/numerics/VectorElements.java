package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;
import static io.esmm.numerics.Lanes.zero;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Activations and their derivatives on rows of matrices. */
final class VectorElements {
  private VectorElements() {}

  /** y = activation(x) on {@code rows} rows from r; x and y may be the same. */
  static void activate(Activation activation, Matrix x, int r, int rows, Matrix y) {
    if (activation == Activation.IDENTITY && x == y) {
      return;
    }
    for (int i = r; i < r + rows; i++) {
      switch (activation) {
        case IDENTITY, SIGMOID, TANH ->
            ScalarRows.activate(
                activation, x.floats(), x.rowStart(i), y.floats(), y.rowStart(i), y.columns());
        case RELU -> relu(x.floats(), x.rowStart(i), y.floats(), y.rowStart(i), y.columns());
      }
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

  /** dx = dy * activation'(.) from the output y, or dx +=. */
  static void gradient(
      Activation activation,
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
      case SIGMOID, TANH -> {
        for (int c = 0; c < width; c++) {
          float gradient = ScalarRows.gradient(activation, y[atY + c], dy[atDy + c]);
          dx[atDx + c] = accumulate ? dx[atDx + c] + gradient : gradient;
        }
      }
    }
  }

  /** One straight loop for each case: a choice between vectors would put them on the heap. */
  private static void reluGradient(
      float[] y, int atY, float[] dy, int atDy, float[] dx, int atDx, int width) {
    int c = 0;
    for (; c < Lanes.whole(width); c += LENGTH) {
      zero().blend(load(dy, atDy + c), load(y, atY + c).compare(GT, 0)).intoArray(dx, atDx + c);
    }
    for (; c < width; c++) {
      dx[atDx + c] = y[atY + c] > 0 ? dy[atDy + c] : 0;
    }
  }

  private static void addReluGradient(
      float[] y, int atY, float[] dy, int atDy, float[] dx, int atDx, int width) {
    int c = 0;
    for (; c < Lanes.whole(width); c += LENGTH) {
      load(dx, atDx + c)
          .add(load(dy, atDy + c), load(y, atY + c).compare(GT, 0))
          .intoArray(dx, atDx + c);
    }
    for (; c < width; c++) {
      dx[atDx + c] += y[atY + c] > 0 ? dy[atDy + c] : 0;
    }
  }
}
