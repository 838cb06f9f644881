package io.esmm.numerics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link ColumnKernels} on floats in plain loops along the rows. Owns scratch memory for sums, one
 * of each kind for a column.
 */
class ScalarColumns implements ColumnKernels {
  static final Precision FLOAT = Precision.FLOAT;

  private float[] sums = new float[0];
  private float[] products = new float[0];
  private float[] z = new float[0];

  private void clearSums(int width) {
    if (sums.length < width) {
      sums = new float[width];
      products = new float[width];
      z = new float[width];
    }
    Arrays.fill(sums, 0, width, 0);
    Arrays.fill(products, 0, width, 0);
  }

  /**
   * One pass: sums of what is left above the first row, so that the difference keeps its digits.
   */
  @Override
  public void moments(Matrix x, Matrix mean, Matrix variance) {
    Shapes.columns(FLOAT, "moments", x, mean, variance);
    int width = x.columns();
    clearSums(width);
    if (x.rows() == 0) {
      mean.fill(0);
      variance.fill(0);
      return;
    }
    addMoments(x, sums, products);
    float n = x.rows();
    float[] a = x.floats();
    for (int c = 0; c < width; c++) {
      float shift = sums[c] / n;
      mean.floats()[mean.offset() + c] = a[x.rowStart(0) + c] + shift;
      variance.floats()[variance.offset() + c] = Math.max(0, products[c] / n - shift * shift);
    }
  }

  /** sum += x - first row, squares += (x - first row)^2. */
  void addMoments(Matrix x, float[] sum, float[] squares) {
    float[] a = x.floats();
    int first = x.rowStart(0);
    for (int r = 0; r < x.rows(); r++) {
      int at = x.rowStart(r);
      for (int c = 0; c < x.columns(); c++) {
        float above = a[at + c] - a[first + c];
        sum[c] += above;
        squares[c] += above * above;
      }
    }
  }

  @Override
  public void normalize(Matrix x, Matrix mean, Matrix inverse, Matrix gain, Matrix bias, Matrix y) {
    Shapes.same(FLOAT, "normalize", x, y);
    Shapes.columns(FLOAT, "normalize", x, mean, inverse);
    Shapes.columns(FLOAT, "normalize", x, gain, bias);
    float[] a = x.floats();
    float[] m = mean.floats();
    float[] i = inverse.floats();
    float[] g = gain.floats();
    float[] b = bias.floats();
    float[] to = y.floats();
    for (int r = 0; r < x.rows(); r++) {
      int at = x.rowStart(r);
      int atTo = y.rowStart(r);
      for (int c = 0; c < x.columns(); c++) {
        float normal = (a[at + c] - m[mean.offset() + c]) * i[inverse.offset() + c];
        to[atTo + c] = g[gain.offset() + c] * normal + b[bias.offset() + c];
      }
    }
  }

  @Override
  public void normalizeGradient(
      Matrix x,
      Matrix dy,
      Matrix mean,
      Matrix inverse,
      Matrix gain,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dGain,
      Matrix dBias) {
    Shapes.same(FLOAT, "normalizeGradient", x, dy);
    Shapes.columns(FLOAT, "normalizeGradient", x, mean, inverse);
    Shapes.columns(FLOAT, "normalizeGradient", x, gain, dGain);
    Shapes.columns(FLOAT, "normalizeGradient", x, gain, dBias);
    int width = x.columns();
    clearSums(width);
    float[] a = x.floats();
    float[] from = dy.floats();
    float[] m = mean.floats();
    float[] i = inverse.floats();
    for (int r = 0; r < x.rows(); r++) {
      int at = x.rowStart(r);
      int atDy = dy.rowStart(r);
      for (int c = 0; c < width; c++) {
        float normal = (a[at + c] - m[mean.offset() + c]) * i[inverse.offset() + c];
        sums[c] += from[atDy + c];
        products[c] += from[atDy + c] * normal;
      }
    }
    addTo(sums, dBias);
    addTo(products, dGain);
    if (dx == null) {
      return;
    }
    Shapes.same(FLOAT, "normalizeGradient", x, dx);
    float n = x.rows();
    float[] g = gain.floats();
    float[] to = dx.floats();
    for (int r = 0; r < x.rows(); r++) {
      int at = x.rowStart(r);
      int atDy = dy.rowStart(r);
      int atTo = dx.rowStart(r);
      for (int c = 0; c < width; c++) {
        float deviation = i[inverse.offset() + c];
        float normal = (a[at + c] - m[mean.offset() + c]) * deviation;
        float centred = from[atDy + c] - sums[c] / n - normal * (products[c] / n);
        float gradient = g[gain.offset() + c] * deviation * centred;
        to[atTo + c] = accumulate ? to[atTo + c] + gradient : gradient;
      }
    }
  }

  private static void addTo(float[] sums, Matrix vector) {
    ScalarRows.copy(sums, 0, true, vector.floats(), vector.offset(), vector.columns());
  }

  @Override
  public void prelu(Matrix x, Matrix slope, Matrix y) {
    Shapes.same(FLOAT, "prelu", x, y);
    Shapes.columns(FLOAT, "prelu", x, slope, slope);
    float[] a = x.floats();
    float[] slopes = slope.floats();
    float[] to = y.floats();
    for (int r = 0; r < x.rows(); r++) {
      int at = x.rowStart(r);
      int atTo = y.rowStart(r);
      for (int c = 0; c < x.columns(); c++) {
        float s = a[at + c];
        to[atTo + c] = s > 0 ? s : slopes[slope.offset() + c] * s;
      }
    }
  }

  @Override
  public void preluGradient(
      Matrix x, Matrix dy, Matrix slope, boolean accumulate, @Nullable Matrix dx, Matrix dSlope) {
    Shapes.same(FLOAT, "preluGradient", x, dy);
    Shapes.columns(FLOAT, "preluGradient", x, slope, dSlope);
    float[] a = x.floats();
    float[] from = dy.floats();
    float[] slopes = slope.floats();
    float[] dSlopes = dSlope.floats();
    for (int r = 0; r < x.rows(); r++) {
      int at = x.rowStart(r);
      int atDy = dy.rowStart(r);
      for (int c = 0; c < x.columns(); c++) {
        float s = a[at + c];
        dSlopes[dSlope.offset() + c] += s > 0 ? 0 : from[atDy + c] * s;
      }
    }
    if (dx == null) {
      return;
    }
    Shapes.same(FLOAT, "preluGradient", x, dx);
    float[] to = dx.floats();
    for (int r = 0; r < x.rows(); r++) {
      int at = x.rowStart(r);
      int atDy = dy.rowStart(r);
      int atTo = dx.rowStart(r);
      for (int c = 0; c < x.columns(); c++) {
        float up = from[atDy + c];
        float gradient = a[at + c] > 0 ? up : slopes[slope.offset() + c] * up;
        to[atTo + c] = accumulate ? to[atTo + c] + gradient : gradient;
      }
    }
  }

  @Override
  public void gelu(Matrix x, Matrix y) {
    Shapes.same(FLOAT, "gelu", x, y);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        y.floats()[y.rowStart(r) + c] = (float) ScalarFunctions.gelu(x.floats()[x.rowStart(r) + c]);
      }
    }
  }

  @Override
  public void geluGradient(Matrix x, Matrix dy, boolean accumulate, Matrix dx) {
    Shapes.same(FLOAT, "geluGradient", x, dy, dx);
    float[] to = dx.floats();
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        double slope = ScalarFunctions.geluSlope(x.floats()[x.rowStart(r) + c]);
        float gradient = (float) (dy.floats()[dy.rowStart(r) + c] * slope);
        int i = dx.rowStart(r) + c;
        to[i] = accumulate ? to[i] + gradient : gradient;
      }
    }
  }

  @Override
  public void layerNorm(Matrix x, Matrix gain, Matrix bias, double epsilon, Matrix y) {
    Shapes.same(FLOAT, "layerNorm", x, y);
    Shapes.columns(FLOAT, "layerNorm", x, gain, bias);
    clearSums(x.columns());
    float[] g = gain.floats();
    float[] b = bias.floats();
    for (int r = 0; r < x.rows(); r++) {
      normalizeRow(x, r, epsilon);
      int to = y.rowStart(r);
      for (int c = 0; c < x.columns(); c++) {
        y.floats()[to + c] = g[gain.offset() + c] * z[c] + b[bias.offset() + c];
      }
    }
  }

  /** Leaves (x[r] - mean) / deviation in z and says what 1 / deviation is. */
  private float normalizeRow(Matrix x, int r, double epsilon) {
    float[] a = x.floats();
    int at = x.rowStart(r);
    int width = x.columns();
    float mean = sum(a, at, width) / width;
    for (int c = 0; c < width; c++) {
      float above = a[at + c] - mean;
      z[c] = above * above;
    }
    float inverse = (float) (1 / Math.sqrt(sum(z, 0, width) / width + epsilon));
    for (int c = 0; c < width; c++) {
      z[c] = (a[at + c] - mean) * inverse;
    }
    return inverse;
  }

  /** In four parts that are added in the end, so that additions need not wait for each other. */
  private static float sum(float[] a, int at, int width) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int c = 0;
    for (; c + 4 <= width; c += 4) {
      s0 += a[at + c];
      s1 += a[at + c + 1];
      s2 += a[at + c + 2];
      s3 += a[at + c + 3];
    }
    for (; c < width; c++) {
      s0 += a[at + c];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void layerNormGradient(
      Matrix x,
      Matrix dy,
      Matrix gain,
      double epsilon,
      boolean accumulate,
      @Nullable Matrix dx,
      Matrix dGain,
      Matrix dBias) {
    Shapes.same(FLOAT, "layerNormGradient", x, dy);
    Shapes.columns(FLOAT, "layerNormGradient", x, gain, dGain);
    Shapes.columns(FLOAT, "layerNormGradient", x, gain, dBias);
    int width = x.columns();
    clearSums(width);
    float[] g = gain.floats();
    float[] from = dy.floats();
    float[] gains = dGain.floats();
    float[] biases = dBias.floats();
    for (int r = 0; r < x.rows(); r++) {
      float inverse = normalizeRow(x, r, epsilon);
      int at = dy.rowStart(r);
      for (int c = 0; c < width; c++) {
        float up = from[at + c];
        biases[dBias.offset() + c] += up;
        gains[dGain.offset() + c] += up * z[c];
        sums[c] = g[gain.offset() + c] * up;
        products[c] = sums[c] * z[c];
      }
      float mean = sum(sums, 0, width) / width;
      float slant = sum(products, 0, width) / width;
      if (dx != null) {
        int to = dx.rowStart(r);
        for (int c = 0; c < width; c++) {
          float gradient = inverse * (sums[c] - mean - z[c] * slant);
          dx.floats()[to + c] = accumulate ? dx.floats()[to + c] + gradient : gradient;
        }
      }
    }
  }

  @Override
  public void dropout(
      long key, long firstRow, double rate, Matrix x, boolean accumulate, Matrix y) {
    Shapes.same(FLOAT, "dropout", x, y);
    long threshold = DropoutMask.threshold(rate);
    float scale = (float) (1 / (1 - rate));
    float[] a = x.floats();
    float[] to = y.floats();
    for (int r = 0; r < x.rows(); r++) {
      long rowKey = DropoutMask.rowKey(key, firstRow + r);
      int at = x.rowStart(r);
      int atTo = y.rowStart(r);
      for (int c = 0; c < x.columns(); c++) {
        float kept = DropoutMask.keeps(rowKey, c, threshold) ? a[at + c] * scale : 0;
        to[atTo + c] = accumulate ? to[atTo + c] + kept : kept;
      }
    }
  }
}
