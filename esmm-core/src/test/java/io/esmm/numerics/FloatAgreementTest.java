package io.esmm.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Float kernels against {@link DoubleKernels} on random numbers, at sizes around every multiple of
 * a vector, inside larger arrays full of NaN. A sum of k products may be off by k + 2 roundings of
 * the sum of the absolute products.
 */
@ParameterizedClass
@MethodSource("kernels")
class FloatAgreementTest {
  private static final double ROUNDING = 0x1p-24;

  /** L - 1, L, L + 1, 4 L - 1, 4 L, 4 L + 1 for the widths 4, 8 and 16, and primes. */
  private static final int[] SIZES = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 15, 16, 17, 18, 31, 32, 33, 37, 63, 64, 65, 101
  };

  private final Kernels kernels;
  private final DoubleKernels exact = new DoubleKernels();
  private final SplittableRandom random = new SplittableRandom(7);

  FloatAgreementTest(Kernels kernels) {
    this.kernels = kernels;
  }

  static List<Kernels> kernels() {
    return AvailableKernels.floats();
  }

  private int anySize() {
    return SIZES[random.nextInt(SIZES.length)];
  }

  private Matrix random(int rows, int columns) {
    return Matrices.random(Precision.FLOAT, rows, columns, random);
  }

  private static Matrix exact(Matrix matrix) {
    return Matrices.copy(Precision.DOUBLE, matrix);
  }

  /** |actual - expected| &lt;= roundings * 2^-24 * scale, element by element. */
  private static void assertClose(Matrix actual, Matrix expected, Matrix scale, double roundings) {
    for (int r = 0; r < actual.rows(); r++) {
      for (int c = 0; c < actual.columns(); c++) {
        double error = Math.abs(actual.get(r, c) - expected.get(r, c));
        double allowed = roundings * ROUNDING * scale.get(r, c) + Float.MIN_VALUE;
        if (!(error <= allowed)) {
          assertThat(actual.get(r, c))
              .as("element (%d, %d) of %s", r, c, actual)
              .isEqualTo(expected.get(r, c));
        }
      }
    }
    Matrices.assertFrameUntouched(actual);
  }

  private static Matrix absolute(Matrix matrix) {
    Matrix absolute = Matrices.copy(Precision.DOUBLE, matrix);
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.columns(); c++) {
        absolute.set(r, c, Math.abs(matrix.get(r, c)));
      }
    }
    return absolute;
  }

  private void checkProducts(int n, int d, int h) {
    for (boolean accumulate : new boolean[] {false, true}) {
      Matrix x = random(n, d);
      Matrix w = random(d, h);
      Matrix bias = random.nextBoolean() ? random(1, h) : null;
      Matrix y = random(n, h);
      Matrix exactBias = bias == null ? null : exact(bias);
      Matrix scaleBias = bias == null ? null : absolute(bias);
      Matrix expected = exact(y);
      Matrix scale = absolute(y);
      exact.dense(exact(x), exact(w), exactBias, ElementFunction.IDENTITY, accumulate, expected);
      exact.dense(absolute(x), absolute(w), scaleBias, ElementFunction.IDENTITY, accumulate, scale);
      kernels.dense(x, w, bias, ElementFunction.IDENTITY, accumulate, y);
      assertClose(y, expected, scale, d + 2);

      Matrix dy = random(n, h);
      Matrix dx = random(n, d);
      expected = exact(dx);
      scale = absolute(dx);
      exact.denseInputGradient(exact(dy), exact(w), accumulate, expected);
      exact.denseInputGradient(absolute(dy), absolute(w), accumulate, scale);
      kernels.denseInputGradient(dy, w, accumulate, dx);
      assertClose(dx, expected, scale, h + 2);

      Matrix dw = random(d, h);
      expected = exact(dw);
      scale = absolute(dw);
      exact.denseWeightGradient(exact(x), exact(dy), accumulate, expected);
      exact.denseWeightGradient(absolute(x), absolute(dy), accumulate, scale);
      kernels.denseWeightGradient(x, dy, accumulate, dw);
      assertClose(dw, expected, scale, n + 2);
    }
  }

  @Test
  void productsAgreeAtEveryNumberOfRows() {
    for (int n : SIZES) {
      checkProducts(n, anySize(), anySize());
    }
  }

  @Test
  void productsAgreeAtEveryInputWidth() {
    for (int d : SIZES) {
      checkProducts(anySize(), d, anySize());
    }
  }

  @Test
  void productsAgreeAtEveryOutputWidth() {
    for (int h : SIZES) {
      checkProducts(anySize(), anySize(), h);
    }
  }

  @Test
  void productsAgreeAcrossTheEdgesOfBlocks() {
    checkProducts(433, 97, 19);
    checkProducts(97, 433, 35);
    checkProducts(13, 41, 433);
    checkProducts(851, 11, 1);
  }

  @Test
  void reluIsAppliedAfterTheWholeSum() {
    for (int d : new int[] {1, 37, 433}) {
      for (int h : SIZES) {
        Matrix x = random(101, d);
        Matrix w = random(d, h);
        Matrix bias = random(1, h);
        Matrix plain = random(101, h);
        Matrix relu = random(101, h);
        kernels.dense(x, w, bias, ElementFunction.IDENTITY, false, plain);
        kernels.dense(x, w, bias, ElementFunction.RELU, false, relu);
        kernels.elements().activate(ElementFunction.RELU, plain, plain);
        assertThat(Matrices.values(relu)).containsExactly(Matrices.values(plain));
      }
    }
  }

  @Test
  void elementWiseKernelsAgree() {
    for (int width : SIZES) {
      for (ElementFunction activation : ElementFunction.values()) {
        Matrix x = random(3, width);
        Matrix y = random(3, width);
        Matrix expected = exact(y);
        exact.elements().activate(activation, exact(x), expected);
        kernels.elements().activate(activation, x, y);
        assertClose(y, expected, absolute(expected), 4);

        for (boolean accumulate : new boolean[] {false, true}) {
          Matrix dx = random(3, width);
          expected = exact(dx);
          Matrix scale = absolute(dx);
          scale = sum(scale, absolute(x));
          exact.elements().activationGradient(activation, exact(y), exact(x), accumulate, expected);
          kernels.elements().activationGradient(activation, y, x, accumulate, dx);
          assertClose(dx, expected, scale, 8);
        }
      }
    }
  }

  private Matrix sum(Matrix a, Matrix b) {
    Matrix sum = Matrices.framed(Precision.DOUBLE, a.rows(), a.columns());
    exact.sum(new Matrix[] {a, b}, 2, sum);
    return sum;
  }

  @Test
  void copiesProductsAndSumsAgree() {
    for (int width : SIZES) {
      for (boolean accumulate : new boolean[] {false, true}) {
        Matrix a = random(5, width);
        Matrix b = random(5, width);
        Matrix to = random(5, width);
        Matrix expected = exact(to);
        exact.elements().copy(exact(a), accumulate, expected);
        kernels.elements().copy(a, accumulate, to);
        assertClose(to, expected, absolute(expected), 1);
        expected = exact(to);
        Matrix scale = absolute(to);
        exact.elements().multiply(exact(a), exact(b), accumulate, expected);
        exact.elements().multiply(absolute(a), absolute(b), accumulate, scale);
        kernels.elements().multiply(a, b, accumulate, to);
        assertClose(to, expected, scale, 2);
        Matrix sums = random(1, width);
        expected = exact(sums);
        scale = absolute(sums);
        exact.columnSums(exact(a), accumulate, expected);
        exact.columnSums(absolute(a), accumulate, scale);
        kernels.columnSums(a, accumulate, sums);
        assertClose(sums, expected, scale, 6);
        expected = exact(to);
        scale = absolute(to);
        exact.sum(new Matrix[] {exact(a), exact(b)}, 2, expected);
        exact.sum(new Matrix[] {absolute(a), absolute(b)}, 2, scale);
        kernels.sum(new Matrix[] {a, b}, 2, to);
        assertClose(to, expected, scale, 2);
      }
    }
  }

  @Test
  void numbersOfRowsAgree() {
    for (int width : SIZES) {
      for (boolean accumulate : new boolean[] {false, true}) {
        Matrix a = random(5, width);
        Matrix b = random(5, width);
        Matrix number = random(5, 1);
        Matrix y = random(5, width);
        Matrix expected = exact(y);
        Matrix scale = absolute(y);
        exact.elements().scaleRows(exact(a), exact(number), accumulate, expected);
        exact.elements().scaleRows(absolute(a), absolute(number), accumulate, scale);
        kernels.elements().scaleRows(a, number, accumulate, y);
        assertClose(y, expected, scale, 2);
        expected = exact(number);
        scale = absolute(number);
        exact.elements().rowDots(exact(a), exact(b), accumulate, expected);
        exact.elements().rowDots(absolute(a), absolute(b), accumulate, scale);
        kernels.elements().rowDots(a, b, accumulate, number);
        assertClose(number, expected, scale, width + 2);
      }
    }
  }

  @Test
  void softmaxAgrees() {
    for (int width : SIZES) {
      Matrix x = random(5, width);
      Matrix y = random(5, width);
      Matrix expected = exact(y);
      exact.elements().softmax(exact(x), expected);
      kernels.elements().softmax(x, y);
      assertClose(y, expected, expected, width + 4);
      for (boolean accumulate : new boolean[] {false, true}) {
        Matrix dy = random(5, width);
        Matrix dx = random(5, width);
        Matrix expectedDx = exact(dx);
        Matrix scale = exact(dx);
        scale.fill(2 + 2 * 8);
        exact.elements().softmaxGradient(exact(y), exact(dy), accumulate, expectedDx);
        kernels.elements().softmaxGradient(y, dy, accumulate, dx);
        assertClose(dx, expectedDx, scale, width + 4);
      }
    }
  }

  @Test
  void rowsMovedBetweenLevelsAgree() {
    int[] requestOf = IntStream.range(0, 40).map(i -> 3 + i / 5).toArray();
    for (int width : SIZES) {
      for (boolean accumulate : new boolean[] {false, true}) {
        Matrix requests = random(8, width);
        Matrix impressions = random(37, width);
        Matrix expected = exact(impressions);
        exact.lift(exact(requests), requestOf, 2, 3, accumulate, expected);
        kernels.lift(requests, requestOf, 2, 3, accumulate, impressions);
        assertClose(impressions, expected, absolute(expected), 1);
        expected = exact(requests);
        Matrix scale = absolute(requests);
        exact.liftGradient(exact(impressions), requestOf, 2, 3, accumulate, expected);
        exact.liftGradient(absolute(impressions), requestOf, 2, 3, accumulate, scale);
        kernels.liftGradient(impressions, requestOf, 2, 3, accumulate, requests);
        assertClose(requests, expected, scale, 7);
      }
    }
  }

  @Test
  void embeddingsAgree() {
    int[] offsets = {0, 0, 1, 8, 8, 30, 40};
    int[] ids = IntStream.range(0, 40).map(i -> i * 17 % 29).toArray();
    float[] coefficients = new float[40];
    for (int j = 0; j < 40; j++) {
      coefficients[j] = (float) random.nextDouble(-1, 1);
    }
    for (int width : SIZES) {
      Matrix table = random(29, width);
      Matrix out = random(5, width);
      Matrix expected = exact(out);
      Matrix scale = absolute(out);
      exact.gather(exact(table), ids, 3, expected);
      kernels.gather(table, ids, 3, out);
      assertClose(out, expected, absolute(expected), 0);
      for (float[] weights : new float[][] {null, coefficients}) {
        exact.pool(exact(table), offsets, ids, weights, 1, expected);
        kernels.pool(table, offsets, ids, weights, 1, out);
        scale.fill(23);
        assertClose(out, expected, scale, 23);
        int[] source = IntStream.range(0, 40).map(i -> i % 2).toArray();
        Matrix[] sources = {table, random(29, width)};
        Matrix[] exactSources = {exact(table), exact(sources[1])};
        exact.sumOccurrences(offsets, 1, 5, source, ids, weights, exactSources, expected);
        kernels.sumOccurrences(offsets, 1, 5, source, ids, weights, sources, out);
        assertClose(out, expected, scale, 23);
      }
    }
  }

  @Test
  void addedWeightsAgree() {
    int[] offsets = {0, 3, 3, 4, 20, 40};
    int[] ids = IntStream.range(0, 40).map(i -> i * 7 % 29).toArray();
    float[] coefficients = new float[40];
    for (int i = 0; i < 40; i++) {
      coefficients[i] = (float) random.nextDouble(-1, 1);
    }
    Matrix weights = random(29, 1);
    Matrix y = random(4, 1);
    Matrix expected = exact(y);
    Matrix scale = exact(y);
    scale.fill(24);
    exact.addWeights(exact(weights), ids, 3, expected);
    kernels.addWeights(weights, ids, 3, y);
    exact.addBagWeights(exact(weights), offsets, ids, coefficients, 1, expected);
    kernels.addBagWeights(weights, offsets, ids, coefficients, 1, y);
    assertClose(y, expected, scale, 24);
  }

  @Test
  void adamAgrees() {
    int[] rows = {4, 0, 2};
    AdamStep step = new AdamStep(0.01, 0.9, 0.999, 1e-8, 3);
    for (int width : SIZES) {
      Matrix g = random(3, width);
      Matrix w = random(5, width);
      Matrix m = random(5, width);
      Matrix v = random(5, width);
      kernels.elements().multiply(m, m, false, v);
      Matrix exactW = exact(w);
      Matrix exactM = exact(m);
      Matrix exactV = exact(v);
      Matrix one = exact(w);
      one.fill(1);
      exact.updates().adamRows(step, exact(g), rows, 0, 3, exactW, exactM, exactV);
      kernels.updates().adamRows(step, g, rows, 0, 3, w, m, v);
      assertClose(m, exactM, one, 4);
      assertClose(v, exactV, one, 4);
      assertClose(w, exactW, one, 100);

      Matrix gradient = random(5, width);
      w = Matrices.copy(Precision.FLOAT, exactW);
      m = Matrices.copy(Precision.FLOAT, exactM);
      v = Matrices.copy(Precision.FLOAT, exactV);
      exact.updates().adam(step, exact(gradient), exactW, exactM, exactV);
      kernels.updates().adam(step, gradient, w, m, v);
      assertClose(w, exactW, one, 100);
    }
  }

  @Test
  void oneNaNIsFoundAnywhere() {
    for (int width : SIZES) {
      Matrix x = random(2, width);
      assertThat(kernels.allFinite(x)).isTrue();
      for (int c = 0; c < width; c++) {
        double kept = x.get(1, c);
        x.set(1, c, c % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY);
        assertThat(kernels.allFinite(x)).as("%s, column %d", x, c).isFalse();
        x.set(1, c, kept);
      }
    }
  }

  @Test
  void naNSpoilsItsOwnRowOnly() {
    for (int h : new int[] {1, 5, 18, 33}) {
      Matrix x = random(29, 37);
      x.set(11, 36, Double.NaN);
      Matrix y = random(29, h);
      kernels.dense(x, random(37, h), null, ElementFunction.RELU, false, y);
      for (int r = 0; r < 29; r++) {
        for (int c = 0; c < h; c++) {
          assertThat(Double.isNaN(y.get(r, c))).as("row %d, column %d", r, c).isEqualTo(r == 11);
        }
      }
    }
  }
}
