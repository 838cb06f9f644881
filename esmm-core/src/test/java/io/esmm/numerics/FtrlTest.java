package io.esmm.numerics;

import static io.esmm.numerics.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** FTRL-proximal in every implementation against McMahan et al. 2013, algorithm 1, by hand. */
@ParameterizedClass
@MethodSource("kernels")
class FtrlTest {
  private static final int[] SIZES = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 18, 33, 65};

  private final Kernels kernels;

  FtrlTest(Kernels kernels) {
    this.kernels = kernels;
  }

  static List<Kernels> kernels() {
    return AvailableKernels.all();
  }

  private Matrix matrix(double[]... rows) {
    return Matrices.of(kernels.precision(), rows);
  }

  private static void assertEqual(Matrix actual, double[]... rows) {
    double[] expected = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    assertThat(Matrices.values(actual)).containsExactly(expected, within(1e-6));
    Matrices.assertFrameUntouched(actual);
  }

  @Test
  void twoStepsFollowAlgorithmOne() {
    FtrlRule rule = new FtrlRule(0.5, 1, 0.25, 2);
    Matrix w = matrix(row(0, 0));
    Matrix z = matrix(row(0, 0));
    Matrix n = matrix(row(0, 0));

    kernels.updates().ftrl(rule, 1, matrix(row(2, -1)), w, z, n);
    // sigma = sqrt(g^2) / alpha, but w is 0, so z is g
    double w0 = -(2 - 0.25) / ((1 + 2) / 0.5 + 2);
    double w1 = -(-1 + 0.25) / ((1 + 1) / 0.5 + 2);
    assertEqual(z, row(2, -1));
    assertEqual(n, row(4, 1));
    assertEqual(w, row(w0, w1));

    kernels.updates().ftrl(rule, 1, matrix(row(-1, 3)), w, z, n);
    double z0 = 2 + -1 - (Math.sqrt(4 + 1) - Math.sqrt(4)) / 0.5 * w0;
    double z1 = -1 + 3 - (Math.sqrt(1 + 9) - Math.sqrt(1)) / 0.5 * w1;
    assertEqual(z, row(z0, z1));
    assertEqual(n, row(5, 10));
    assertEqual(
        w,
        row(
            -(z0 - 0.25) / ((1 + Math.sqrt(5)) / 0.5 + 2),
            -(z1 - 0.25) / ((1 + Math.sqrt(10)) / 0.5 + 2)));
  }

  @Test
  void theGradientIsTakenTimesItsScale() {
    FtrlRule rule = new FtrlRule(0.5, 1, 0, 0);
    Matrix w = matrix(row(0));
    Matrix z = matrix(row(0));
    Matrix n = matrix(row(0));
    kernels.updates().ftrl(rule, 100, matrix(row(0.02)), w, z, n);
    assertEqual(z, row(100 * 0.02));
    assertEqual(n, row(2 * 2));
    assertEqual(w, row(-2 / ((1 + 2) / 0.5)));
  }

  @Test
  void weightsWhoseSumIsWithinL1AreExactlyZero() {
    FtrlRule rule = new FtrlRule(0.1, 1, 1, 0);
    int width = 21;
    double[] gradients = new double[width];
    for (int c = 0; c < width; c++) {
      gradients[c] = (c - 10) / 8.0;
    }
    Matrix w = matrix(new double[width]);
    kernels
        .updates()
        .ftrl(rule, 1, matrix(gradients), w, matrix(new double[width]), matrix(new double[width]));
    for (int c = 0; c < width; c++) {
      if (Math.abs(gradients[c]) <= 1) {
        assertThat(Double.doubleToRawLongBits(w.get(0, c))).as("weight %d", c).isZero();
      } else {
        assertThat(w.get(0, c) * gradients[c]).as("weight %d", c).isNegative();
      }
    }
  }

  @Test
  void aWeightReturnsToExactlyZeroWhenItsGradientsCancel() {
    FtrlRule rule = new FtrlRule(0.1, 1, 1, 0);
    Matrix w = matrix(row(0));
    Matrix z = matrix(row(0));
    Matrix n = matrix(row(0));
    kernels.updates().ftrl(rule, 1, matrix(row(2)), w, z, n);
    assertThat(w.get(0, 0)).isNegative();
    kernels.updates().ftrl(rule, 1, matrix(row(-2)), w, z, n);
    assertThat(w.get(0, 0)).isZero();
  }

  @Test
  void gradientsOfZeroAndOfAlmostZeroKeepAFreshWeightFinite() {
    FtrlRule rule = new FtrlRule(0.1, 1, 0, 0);
    Matrix w = matrix(row(0, 0));
    Matrix z = matrix(row(0, 0));
    kernels.updates().ftrl(rule, 1, matrix(row(0, 1e-30)), w, z, matrix(row(0, 0)));
    assertEqual(w, row(0, -1e-30 * 0.1));
    assertEqual(z, row(0, 1e-30));
  }

  @Test
  void aGradientOfZeroChangesNothing() {
    FtrlRule rule = new FtrlRule(0.3, 1, 0.5, 0.1);
    Matrix w = matrix(row(0, 0, 0));
    Matrix z = matrix(row(0, 0, 0));
    Matrix n = matrix(row(0, 0, 0));
    kernels.updates().ftrl(rule, 1, matrix(row(3, -2, 0.1)), w, z, n);
    double[] kept = Matrices.values(w);
    kernels.updates().ftrl(rule, 1, matrix(row(0, 0, 0)), w, z, n);
    assertThat(Matrices.values(w)).containsExactly(kept);
  }

  @Test
  void rowsThatAreNotChosenStayAsTheyAre() {
    FtrlRule rule = new FtrlRule(1, 1, 0, 0);
    Matrix g = matrix(row(9), row(2), row(-1));
    Matrix w = matrix(row(7), row(0), row(0));
    Matrix z = matrix(row(7), row(0), row(0));
    Matrix n = matrix(row(7), row(0), row(0));
    kernels.updates().ftrlRows(rule, 1, g, new int[] {0, 2, 1}, 1, 3, w, z, n);
    assertEqual(w, row(7), row(1.0 / (1 + 1)), row(-2.0 / (1 + 2)));
    assertEqual(z, row(7), row(-1), row(2));
    assertEqual(n, row(7), row(1), row(4));
  }

  @Test
  void aNaNIsNotTakenForZero() {
    FtrlRule rule = new FtrlRule(0.1, 1, 1, 0);
    for (int width : SIZES) {
      for (int c = 0; c < width; c++) {
        double[] gradients = new double[width];
        gradients[c] = Double.NaN;
        Matrix w = matrix(new double[width]);
        kernels
            .updates()
            .ftrl(
                rule,
                1,
                matrix(gradients),
                w,
                matrix(new double[width]),
                matrix(new double[width]));
        for (int other = 0; other < width; other++) {
          assertThat(Double.isNaN(w.get(0, other))).isEqualTo(other == c);
        }
      }
    }
  }

  @Test
  void allImplementationsAgreeAtAllWidths() {
    FtrlRule rule = new FtrlRule(0.05, 1, 0.4, 0.01);
    DoubleKernels exact = new DoubleKernels();
    SplittableRandom random = new SplittableRandom(11);
    int[] rows = {4, 0, 2};
    for (int width : SIZES) {
      Matrix w = Matrices.framed(kernels.precision(), 5, width);
      Matrix z = Matrices.framed(kernels.precision(), 5, width);
      Matrix n = Matrices.framed(kernels.precision(), 5, width);
      Matrix exactW = Matrices.framed(Precision.DOUBLE, 5, width);
      Matrix exactZ = Matrices.framed(Precision.DOUBLE, 5, width);
      Matrix exactN = Matrices.framed(Precision.DOUBLE, 5, width);
      for (int step = 0; step < 8; step++) {
        Matrix g = Matrices.random(kernels.precision(), 3, width, random);
        Matrix exactG = Matrices.copy(Precision.DOUBLE, g);
        kernels.updates().ftrlRows(rule, 2, g, rows, 0, 3, w, z, n);
        exact.updates().ftrlRows(rule, 2, exactG, rows, 0, 3, exactW, exactZ, exactN);
        Matrix all = Matrices.random(kernels.precision(), 5, width, random);
        kernels.updates().ftrl(rule, 1, all, w, z, n);
        exact.updates().ftrl(rule, 1, Matrices.copy(Precision.DOUBLE, all), exactW, exactZ, exactN);
      }
      for (int r = 0; r < 5; r++) {
        for (int c = 0; c < width; c++) {
          // Sixteen steps of sums below 32: 2^-24 * 32 * a few roundings each.
          assertThat(z.get(r, c)).isCloseTo(exactZ.get(r, c), within(1e-4));
          assertThat(n.get(r, c)).isCloseTo(exactN.get(r, c), within(1e-4));
          assertThat(w.get(r, c)).isCloseTo(exactW.get(r, c), within(1e-5));
        }
      }
      Matrices.assertFrameUntouched(w);
    }
  }

  @Test
  void anElementHasTheSameBitsInAnyPlace() {
    FtrlRule rule = new FtrlRule(0.05, 1, 0.4, 0.01);
    SplittableRandom random = new SplittableRandom(13);
    Matrix g = Matrices.random(kernels.precision(), 1, 37, random);
    Matrix w = Matrices.random(kernels.precision(), 1, 37, random);
    Matrix z = Matrices.random(kernels.precision(), 1, 37, random);
    Matrix n = Matrices.framed(kernels.precision(), 1, 37);
    kernels.elements().multiply(z, z, false, n);
    double[] alone = new double[37];
    for (int c = 0; c < 37; c++) {
      Matrix own = matrix(row(w.get(0, c)));
      kernels
          .updates()
          .ftrl(
              rule,
              3,
              matrix(row(g.get(0, c))),
              own,
              matrix(row(z.get(0, c))),
              matrix(row(n.get(0, c))));
      alone[c] = own.get(0, 0);
    }
    kernels.updates().ftrl(rule, 3, g, w, z, n);
    assertThat(Matrices.values(w)).containsExactly(alone);
  }

  @Test
  void constantsOutsideTheirRangesAreRejected() {
    assertThatThrownBy(() -> new FtrlRule(0, 1, 0, 0)).hasMessageContaining("learningRate [0.0]");
    assertThatThrownBy(() -> new FtrlRule(1, 0, 0, 0)).hasMessageContaining("beta [0.0]");
    assertThatThrownBy(() -> new FtrlRule(1, 1, -1, 0)).hasMessageContaining("l1 [-1.0]");
    assertThatThrownBy(() -> new FtrlRule(1, 1, 0, Double.NaN)).hasMessageContaining("l2 [NaN]");
  }
}
