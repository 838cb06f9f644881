package io.esmm.numerics;

import static io.esmm.numerics.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Normalisation, PReLU, GELU and dropout on cases done by hand, and on random ones against {@link
 * DoubleColumns}.
 */
@ParameterizedClass
@MethodSource("kernels")
class ColumnKernelsTest {
  private static final int[] WIDTHS = {1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 18, 31, 33, 36, 65, 600};
  private static final int ROWS = 131;

  private final ColumnKernels kernels;
  private final Precision precision;
  private final ColumnKernels exact = new DoubleKernels().columns();
  private final SplittableRandom random = new SplittableRandom(6);

  ColumnKernelsTest(Kernels kernels) {
    this.kernels = kernels.columns();
    this.precision = kernels.precision();
  }

  static List<Kernels> kernels() {
    return AvailableKernels.all();
  }

  private Matrix matrix(double[]... rows) {
    return Matrices.of(precision, rows);
  }

  private Matrix random(int rows, int columns) {
    return Matrices.random(precision, rows, columns, random);
  }

  private static Matrix exact(Matrix matrix) {
    return Matrices.copy(Precision.DOUBLE, matrix);
  }

  private static void assertEqual(Matrix actual, double[]... rows) {
    double[] expected =
        java.util.Arrays.stream(rows).flatMapToDouble(java.util.Arrays::stream).toArray();
    assertThat(Matrices.values(actual)).containsExactly(expected, within(1e-6));
    Matrices.assertFrameUntouched(actual);
  }

  @Test
  void momentsAreMeanAndBiasedVarianceOfEachColumn() {
    Matrix mean = matrix(row(9, 9));
    Matrix variance = matrix(row(9, 9));
    kernels.moments(matrix(row(1, 1000), row(3, 1000), row(8, 1000)), mean, variance);
    assertEqual(mean, row(4, 1000));
    assertEqual(variance, row((9 + 1 + 16) / 3.0, 0));
    kernels.moments(Matrices.framed(precision, 0, 2), mean, variance);
    assertEqual(mean, row(0, 0));
    assertEqual(variance, row(0, 0));
  }

  @Test
  void preluHasItsSlopeBelowZero() {
    Matrix x = matrix(row(2, -3), row(-1, 4));
    Matrix slope = matrix(row(0.5, 0.25));
    Matrix y = matrix(row(0, 0), row(0, 0));
    kernels.prelu(x, slope, y);
    assertEqual(y, row(2, -3 * 0.25), row(-1 * 0.5, 4));
    Matrix dx = matrix(row(0, 0), row(0, 0));
    Matrix dSlope = matrix(row(100, 100));
    kernels.preluGradient(x, matrix(row(10, 20), row(30, 40)), slope, false, dx, dSlope);
    assertEqual(dx, row(10, 20 * 0.25), row(30 * 0.5, 40));
    assertEqual(dSlope, row(100 + 30 * -1, 100 + 20 * -3));
  }

  @Test
  void layerNormBringsEachRowToMeanZeroAndVarianceOne() {
    Matrix y = matrix(row(0, 0, 0, 0));
    Matrix gain = matrix(row(1, 1, 1, 2));
    Matrix bias = matrix(row(0, 0, 0, 10));
    kernels.layerNorm(matrix(row(1, 3, 1, 3)), gain, bias, 0, y);
    assertEqual(y, row(-1, 1, -1, 10 + 2 * 1));
  }

  @Test
  void geluAgreesWithTheNormalDistribution() {
    Matrix y = matrix(row(0, 0, 0));
    kernels.gelu(matrix(row(0, 1, -2)), y);
    // x times the normal distribution at x, which the form with tanh approximates.
    assertThat(Matrices.values(y))
        .containsExactly(row(0, 0.8413447461, -2 * 0.0227501319), within(5e-4));
  }

  @Test
  void dropoutKeepsItsShareAndItsMeanWhateverTheCut() {
    Matrix x = matrix(new double[500][40]);
    x.fill(1);
    Matrix y = matrix(new double[500][40]);
    kernels.dropout(77, 1000, 0.3, x, false, y);
    double sum = 0;
    for (double value : Matrices.values(y)) {
      assertThat(value == 0 || Math.abs(value - 1 / 0.7) < 1e-6).isTrue();
      sum += value;
    }
    // The deviation of the mean of 20,000 elements is sqrt(0.3 / 0.7 / 20000) = 0.0046.
    assertThat(sum / 20_000).isCloseTo(1, within(0.02));
    Matrix part = matrix(new double[100][40]);
    kernels.dropout(77, 1200, 0.3, x.rows(200, 100), false, part);
    assertThat(Matrices.values(part)).containsExactly(Matrices.values(y.rows(200, 100)));
    Matrix other = matrix(new double[500][40]);
    kernels.dropout(78, 1000, 0.3, x, false, other);
    assertThat(Matrices.values(other)).isNotEqualTo(Matrices.values(y));
  }

  /** Values are of order 1; a sum over all rows may be off by their number of roundings. */
  private void assertAgree(String what, Matrix actual, Matrix expected, double scale) {
    double[] values = Matrices.values(actual);
    double[] exactly = Matrices.values(expected);
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i] - exactly[i]) <= scale * 1e-6)) {
        assertThat(values[i]).as("%s: element %d of %s", what, i, actual).isEqualTo(exactly[i]);
      }
    }
    Matrices.assertFrameUntouched(actual);
  }

  @Test
  void everyWidthAgreesWithTheFormulas() {
    for (int width : WIDTHS) {
      Matrix x = random(ROWS, width);
      Matrix dy = random(ROWS, width);
      Matrix mean = random(1, width);
      Matrix variance = random(1, width);
      Matrix exactMean = exact(mean);
      Matrix exactVariance = exact(variance);
      exact.moments(exact(x), exactMean, exactVariance);
      kernels.moments(x, mean, variance);
      assertAgree("mean", mean, exactMean, 10);
      assertAgree("variance", variance, exactVariance, 10);
      Matrix inverse = random(1, width);
      for (int c = 0; c < width; c++) {
        inverse.set(0, c, 1.5 + inverse.get(0, c));
      }
      for (boolean accumulate : new boolean[] {false, true}) {
        checkNormalisations(x, dy, mean, inverse, accumulate);
        checkElements(x, dy, accumulate);
      }
    }
  }

  private void checkNormalisations(
      Matrix x, Matrix dy, Matrix mean, Matrix inverse, boolean accumulate) {
    int width = x.columns();
    Matrix gain = random(1, width);
    Matrix bias = random(1, width);
    Matrix y = random(ROWS, width);
    Matrix exactY = exact(y);
    exact.normalize(exact(x), exact(mean), exact(inverse), exact(gain), exact(bias), exactY);
    kernels.normalize(x, mean, inverse, gain, bias, y);
    assertAgree("normalize", y, exactY, 5);
    Matrix dx = random(ROWS, width);
    Matrix dGain = random(1, width);
    Matrix dBias = random(1, width);
    Matrix exactDx = exact(dx);
    Matrix exactDGain = exact(dGain);
    Matrix exactDBias = exact(dBias);
    exact.normalizeGradient(
        exact(x),
        exact(dy),
        exact(mean),
        exact(inverse),
        exact(gain),
        accumulate,
        exactDx,
        exactDGain,
        exactDBias);
    kernels.normalizeGradient(x, dy, mean, inverse, gain, accumulate, dx, dGain, dBias);
    assertAgree("dx of normalize", dx, exactDx, 10);
    assertAgree("dgain of normalize", dGain, exactDGain, 200);
    assertAgree("dbias of normalize", dBias, exactDBias, 100);

    exact.layerNorm(exact(x), exact(gain), exact(bias), 0.1, exactY);
    kernels.layerNorm(x, gain, bias, 0.1, y);
    assertAgree("layerNorm", y, exactY, 10);
    exact.layerNormGradient(
        exact(x), exact(dy), exact(gain), 0.1, accumulate, exactDx, exactDGain, exactDBias);
    kernels.layerNormGradient(x, dy, gain, 0.1, accumulate, dx, dGain, dBias);
    assertAgree("dx of layerNorm", dx, exactDx, 30);
    assertAgree("dgain of layerNorm", dGain, exactDGain, 300);
    assertAgree("dbias of layerNorm", dBias, exactDBias, 200);
  }

  private void checkElements(Matrix x, Matrix dy, boolean accumulate) {
    int width = x.columns();
    Matrix slope = random(1, width);
    Matrix y = random(ROWS, width);
    Matrix exactY = exact(y);
    exact.prelu(exact(x), exact(slope), exactY);
    kernels.prelu(x, slope, y);
    assertAgree("prelu", y, exactY, 1);
    Matrix dSlope = random(1, width);
    Matrix exactDSlope = exact(dSlope);
    Matrix exactDx = exact(y);
    exact.preluGradient(exact(x), exact(dy), exact(slope), accumulate, exactDx, exactDSlope);
    kernels.preluGradient(x, dy, slope, accumulate, y, dSlope);
    assertAgree("dx of prelu", y, exactDx, 2);
    assertAgree("dslope of prelu", dSlope, exactDSlope, 100);
    exactY = exact(y);
    exact.gelu(exact(x), exactY);
    kernels.gelu(x, y);
    assertAgree("gelu", y, exactY, 1);
    exact.geluGradient(exact(x), exact(dy), accumulate, exactY);
    kernels.geluGradient(x, dy, accumulate, y);
    assertAgree("dx of gelu", y, exactY, 3);
    exact.dropout(3, 5, 0.4, exact(x), accumulate, exactY);
    kernels.dropout(3, 5, 0.4, x, accumulate, y);
    assertAgree("dropout", y, exactY, 5);
  }
}
