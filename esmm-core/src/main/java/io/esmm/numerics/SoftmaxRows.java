package io.esmm.numerics;

/**
 * The softmax of short rows, such as the gates of a mixture of experts, in plain loops for all
 * kernels of floats: a row has fewer elements than it would repay to load into vectors.
 */
final class SoftmaxRows {
  private SoftmaxRows() {}

  /** y = e^(x - max x), divided by its sum. */
  static void softmax(float[] x, int atX, float[] y, int atY, int width) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int c = 0; c < width; c++) {
      largest = Math.max(largest, x[atX + c]);
    }
    float sum = 0;
    for (int c = 0; c < width; c++) {
      float power = (float) Math.exp(x[atX + c] - largest);
      y[atY + c] = power;
      sum += power;
    }
    for (int c = 0; c < width; c++) {
      y[atY + c] /= sum;
    }
  }

  /** dx = y (dy - sum of dy y), or dx +=. */
  static void gradient(
      float[] y,
      int atY,
      float[] dy,
      int atDy,
      boolean accumulate,
      float[] dx,
      int atDx,
      int width) {
    float mean = 0;
    for (int c = 0; c < width; c++) {
      mean += dy[atDy + c] * y[atY + c];
    }
    for (int c = 0; c < width; c++) {
      float slope = y[atY + c] * (dy[atDy + c] - mean);
      dx[atDx + c] = accumulate ? dx[atDx + c] + slope : slope;
    }
  }
}
