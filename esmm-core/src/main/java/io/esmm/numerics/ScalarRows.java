package io.esmm.numerics;

/** The inner loops of {@link ScalarKernels}, each over one row of floats. */
final class ScalarRows {
  private ScalarRows() {}

  /**
   * y += a w, where row vector a has {@code depth} elements {@code step} apart. Four rows of w at a
   * time save loads and stores of y; the order of the additions is still k = 0, 1, 2, ...
   */
  static void addProduct(float[] a, int at, int step, int depth, Matrix w, float[] y, int atY) {
    float[] b = w.floats();
    int width = w.columns();
    int k = 0;
    for (; k + 4 <= depth; k += 4) {
      int from = at + k * step;
      addFour(
          a[from],
          a[from + step],
          a[from + 2 * step],
          a[from + 3 * step],
          b,
          w.rowStart(k),
          w.stride(),
          y,
          atY,
          width);
    }
    for (; k < depth; k++) {
      addScaled(a[at + k * step], b, w.rowStart(k), y, atY, width);
    }
  }

  private static void addFour(
      float a0,
      float a1,
      float a2,
      float a3,
      float[] b,
      int b0,
      int stride,
      float[] y,
      int atY,
      int width) {
    int b1 = b0 + stride;
    int b2 = b1 + stride;
    int b3 = b2 + stride;
    for (int c = 0; c < width; c++) {
      y[atY + c] = y[atY + c] + a0 * b[b0 + c] + a1 * b[b1 + c] + a2 * b[b2 + c] + a3 * b[b3 + c];
    }
  }

  /** y += a x. */
  static void addScaled(float a, float[] x, int atX, float[] y, int atY, int width) {
    for (int c = 0; c < width; c++) {
      y[atY + c] += a * x[atX + c];
    }
  }

  /** to = from, or to += from. */
  static void copy(float[] from, int atFrom, boolean accumulate, float[] to, int atTo, int width) {
    if (!accumulate) {
      System.arraycopy(from, atFrom, to, atTo, width);
      return;
    }
    for (int c = 0; c < width; c++) {
      to[atTo + c] += from[atFrom + c];
    }
  }

  /** y = s x, or y += s x. */
  static void scale(
      float s, float[] x, int atX, boolean accumulate, float[] y, int atY, int width) {
    if (accumulate) {
      for (int c = 0; c < width; c++) {
        y[atY + c] += s * x[atX + c];
      }
    } else {
      for (int c = 0; c < width; c++) {
        y[atY + c] = s * x[atX + c];
      }
    }
  }

  /** The sum of a b. */
  static float dot(float[] a, int atA, float[] b, int atB, int width) {
    float sum = 0;
    for (int c = 0; c < width; c++) {
      sum += a[atA + c] * b[atB + c];
    }
    return sum;
  }

  /** y = activation(x). */
  static void activate(
      ElementFunction activation, float[] x, int atX, float[] y, int atY, int width) {
    switch (activation) {
      case IDENTITY -> copy(x, atX, false, y, atY, width);
      case RELU -> {
        for (int c = 0; c < width; c++) {
          y[atY + c] = Math.max(x[atX + c], 0);
        }
      }
      case SIGMOID -> {
        for (int c = 0; c < width; c++) {
          y[atY + c] = (float) ScalarFunctions.sigmoid(x[atX + c]);
        }
      }
      case TANH -> {
        for (int c = 0; c < width; c++) {
          y[atY + c] = (float) Math.tanh(x[atX + c]);
        }
      }
    }
  }

  static void logSigmoid(float[] x, int atX, float[] y, int atY, int width) {
    for (int c = 0; c < width; c++) {
      y[atY + c] = (float) ScalarFunctions.logSigmoid(x[atX + c]);
    }
  }

  static void log1mexp(float[] x, int atX, float[] y, int atY, int width) {
    for (int c = 0; c < width; c++) {
      y[atY + c] = (float) ScalarFunctions.log1mexp(x[atX + c]);
    }
  }

  /** dy * activation'(.), from the output y. */
  static float gradient(ElementFunction activation, float y, float dy) {
    return switch (activation) {
      case IDENTITY -> dy;
      case RELU -> y > 0 ? dy : 0;
      case SIGMOID -> dy * (y * (1 - y));
      case TANH -> dy * (1 - y * y);
    };
  }

  static void adam(
      AdamConstants constants,
      float[] g,
      int atG,
      float[] w,
      int atW,
      float[] m,
      int atM,
      float[] v,
      int atV,
      int width) {
    float keepMean = constants.keepMean;
    float addMean = constants.addMean;
    float keepSquare = constants.keepSquare;
    float addSquare = constants.addSquare;
    float epsilon = constants.epsilon;
    float rate = constants.rate;
    float rootCorrection = constants.rootCorrection;
    for (int c = 0; c < width; c++) {
      float gradient = g[atG + c];
      float mean = keepMean * m[atM + c] + addMean * gradient;
      float square = keepSquare * v[atV + c] + addSquare * gradient * gradient;
      m[atM + c] = mean;
      v[atV + c] = square;
      w[atW + c] -= rate * mean / ((float) Math.sqrt(square) * rootCorrection + epsilon);
    }
  }

  /** One FTRL-proximal step. z minus z clamped to [-l1, l1] is z - sign(z) l1, or 0. */
  static void ftrl(
      FtrlConstants constants,
      float[] g,
      int atG,
      float[] w,
      int atW,
      float[] z,
      int atZ,
      float[] n,
      int atN,
      int width) {
    float scale = constants.scale;
    float oneOverRate = constants.oneOverRate;
    float betaOverRate = constants.betaOverRate;
    float l1 = constants.l1;
    float l2 = constants.l2;
    for (int c = 0; c < width; c++) {
      float gradient = scale * g[atG + c];
      float square = gradient * gradient;
      float before = n[atN + c];
      float after = before + square;
      float root = (float) Math.sqrt(after);
      // Where both roots are 0 the numerator is, too.
      float roots = Math.max((float) Math.sqrt(before) + root, Float.MIN_NORMAL);
      float sigma = oneOverRate * (square / roots);
      float sum = z[atZ + c] + (gradient - sigma * w[atW + c]);
      float clamped = Math.max(-l1, Math.min(l1, sum));
      n[atN + c] = after;
      z[atZ + c] = sum;
      w[atW + c] = (clamped - sum) / (betaOverRate + root * oneOverRate + l2);
    }
  }
}
