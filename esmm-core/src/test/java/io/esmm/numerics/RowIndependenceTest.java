package io.esmm.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A row gets the same bits alone and among hundreds of others, wherever it stands: scores do not
 * depend on the size of a request, nor training on how a batch is cut.
 */
@ParameterizedClass
@MethodSource("kernels")
class RowIndependenceTest {
  private static final int ROWS = 610;
  private static final int[] WIDTHS = {1, 5, 18, 33};

  private final Kernels kernels;
  private final SplittableRandom random = new SplittableRandom(11);

  RowIndependenceTest(Kernels kernels) {
    this.kernels = kernels;
  }

  static List<Kernels> kernels() {
    return AvailableKernels.floats();
  }

  private Matrix random(int rows, int columns) {
    return Matrices.random(kernels.precision(), rows, columns, random);
  }

  /** Works on [from, from + count) of the given rows. */
  private interface Product {
    void run(Matrix input, Matrix output);
  }

  private void assertSameBitsInEveryCut(Matrix input, Matrix start, Product product) {
    Matrix whole = Matrices.copy(kernels.precision(), start);
    product.run(input, whole);
    for (int count : new int[] {1, 7, 8, 97, 512}) {
      for (int from : new int[] {0, 1, 95, ROWS - count}) {
        if (from + count <= ROWS) {
          Matrix part = Matrices.copy(kernels.precision(), start.rows(from, count));
          product.run(input.rows(from, count), part);
          double[] expected = Matrices.values(whole.rows(from, count));
          assertThat(Arrays.equals(Matrices.values(part), expected))
              .as("same bits in %d rows from %d on", count, from)
              .isTrue();
        }
      }
    }
  }

  @Test
  void denseGivesARowTheSameBitsAloneAndAmongOthers() {
    for (int d : new int[] {7, 433}) {
      for (int h : WIDTHS) {
        Matrix w = random(d, h);
        Matrix bias = random(1, h);
        for (boolean accumulate : new boolean[] {false, true}) {
          assertSameBitsInEveryCut(
              random(ROWS, d),
              random(ROWS, h),
              (x, y) -> kernels.dense(x, w, bias, ElementFunction.RELU, accumulate, y));
        }
      }
    }
  }

  @Test
  void inputGradientGivesARowTheSameBitsAloneAndAmongOthers() {
    for (int d : WIDTHS) {
      for (int h : WIDTHS) {
        Matrix w = random(d, h);
        assertSameBitsInEveryCut(
            random(ROWS, h),
            random(ROWS, d),
            (dy, dx) -> kernels.denseInputGradient(dy, w, true, dx));
      }
    }
  }

  @Test
  void aColumnOfWeightsGivesTheSameBitsWhateverStandsBesideIt() {
    for (int h : new int[] {5, 18, 33}) {
      Matrix x = random(50, 80);
      Matrix w = random(80, h);
      Matrix dy = random(50, h);
      Matrix y = random(50, h);
      kernels.dense(x, w, null, ElementFunction.IDENTITY, false, y);
      Matrix dw = random(80, h);
      kernels.denseWeightGradient(x, dy, false, dw);
      for (int from = 0; from + 2 <= h; from++) {
        Matrix part = random(50, 2);
        kernels.dense(x, w.columns(from, 2), null, ElementFunction.IDENTITY, false, part);
        assertThat(Matrices.values(part)).containsExactly(Matrices.values(y.columns(from, 2)));
        Matrix partDw = random(80, 2);
        kernels.denseWeightGradient(x, dy.columns(from, 2), false, partDw);
        assertThat(Matrices.values(partDw)).containsExactly(Matrices.values(dw.columns(from, 2)));
      }
    }
  }

  @Test
  void theSameCallGivesTheSameBitsInterpretedAndCompiled() {
    Matrix x = random(64, 90);
    Matrix w = random(90, 33);
    Matrix narrow = random(90, 1);
    Matrix first = random(64, 33);
    Matrix firstNarrow = random(64, 1);
    kernels.dense(x, w, null, ElementFunction.SIGMOID, false, first);
    kernels.dense(x, narrow, null, ElementFunction.TANH, false, firstNarrow);
    Matrix later = random(64, 33);
    Matrix laterNarrow = random(64, 1);
    for (int i = 0; i < 2000; i++) {
      kernels.dense(x, w, null, ElementFunction.SIGMOID, false, later);
      kernels.dense(x, narrow, null, ElementFunction.TANH, false, laterNarrow);
    }
    assertThat(Matrices.values(later)).containsExactly(Matrices.values(first));
    assertThat(Matrices.values(laterNarrow)).containsExactly(Matrices.values(firstNarrow));
  }
}
