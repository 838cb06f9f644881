package io.esmm.numerics;

import static io.esmm.numerics.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Dice and the layer of one output over it, on cases done by hand and on random ones against {@link
 * DoubleDice}.
 */
@ParameterizedClass
@MethodSource("kernels")
class DiceKernelsTest {
  private static final int[] WIDTHS = {1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 18, 31, 33, 36, 65, 600};
  private static final int[] ROWS = {1, 2, 63, 64, 65, 131};

  private final DiceKernels kernels;
  private final Precision precision;
  private final DiceKernels exact = new DoubleKernels().dice();
  private final SplittableRandom random = new SplittableRandom(7);

  DiceKernelsTest(Kernels kernels) {
    this.kernels = kernels.dice();
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

  private static DiceColumns exact(DiceColumns of) {
    return new DiceColumns(exact(of.mean()), exact(of.inverse()), exact(of.slope()));
  }

  private DiceColumns columns(int width) {
    Matrix inverse = random(1, width);
    for (int c = 0; c < width; c++) {
      inverse.set(0, c, 1.5 + inverse.get(0, c));
    }
    return new DiceColumns(random(1, width), inverse, random(1, width));
  }

  private static void assertEqual(Matrix actual, double... expected) {
    assertThat(Matrices.values(actual)).containsExactly(expected, within(1e-6));
    Matrices.assertFrameUntouched(actual);
  }

  /** Values are of order 1; a sum over many rows may be off by their number of roundings. */
  private static void assertAgree(String what, Matrix actual, Matrix expected, double scale) {
    double[] values = Matrices.values(actual);
    double[] exactly = Matrices.values(expected);
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i] - exactly[i]) <= scale * 1e-6)) {
        assertThat(values[i]).as("%s: element %d of %s", what, i, actual).isEqualTo(exactly[i]);
      }
    }
    Matrices.assertFrameUntouched(actual);
  }

  private final DiceColumns two =
      new DiceColumns(
          Matrices.of(Precision.DOUBLE, row(1, 1)),
          Matrices.of(Precision.DOUBLE, row(2, 0.5)),
          Matrices.of(Precision.DOUBLE, row(0.25, 0.1)));

  private DiceColumns two() {
    return new DiceColumns(
        Matrices.copy(precision, two.mean()),
        Matrices.copy(precision, two.inverse()),
        Matrices.copy(precision, two.slope()));
  }

  private final double p0 = 1 / (1 + Math.exp(-(2 - 1) * 2));
  private final double p1 = 1 / (1 + Math.exp(-(-1 - 1) * 0.5));
  private final double y0 = p0 * 2 + (1 - p0) * 0.25 * 2;
  private final double y1 = p1 * -1 + (1 - p1) * 0.1 * -1;

  @Test
  void diceIsEquationThree() {
    Matrix gate = matrix(row(0, 0));
    Matrix y = matrix(row(0, 0));
    kernels.dice(matrix(row(2, -1)), two(), gate, y);
    assertEqual(gate, p0, p1);
    assertEqual(y, y0, y1);
  }

  @Test
  void theProductIsOfDice() {
    Matrix gate = matrix(row(0, 0));
    Matrix y = matrix(row(9));
    Matrix weight = matrix(row(3), row(-5));
    kernels.product(matrix(row(2, -1)), two(), weight, matrix(row(0.5)), gate, y);
    assertEqual(gate, p0, p1);
    assertEqual(y, 0.5 + 3 * y0 - 5 * y1);
    kernels.product(matrix(row(2, -1)), two(), weight, null, gate, y);
    assertEqual(y, 3 * y0 - 5 * y1);
  }

  @Test
  void ofOneRowNothingIsLeftBesideTheDirectPart() {
    // With one row q = mean(q), and z = 0 where m is its own value.
    Matrix x = matrix(row(2, -1));
    DiceColumns own =
        new DiceColumns(matrix(row(2, -1)), matrix(row(2, 0.5)), matrix(row(0.25, 0.1)));
    Matrix gate = matrix(row(0.5, 0.5));
    Matrix dx = matrix(row(7, 7));
    Matrix dSlope = matrix(row(100, 100));
    Matrix dWeight = matrix(row(10), row(10));
    Matrix weight = matrix(row(3), row(-5));
    kernels.productGradient(x, gate, matrix(row(4)), own, weight, false, dx, dSlope, dWeight);
    assertEqual(dx, 4 * 3 * (0.5 + 0.5 * 0.25), 4 * -5 * (0.5 + 0.5 * 0.1));
    assertEqual(dSlope, 100 + 4 * 3 * 0.5 * 2, 100 + 4 * -5 * 0.5 * -1);
    assertEqual(dWeight, 10 + 4 * 2 * (0.5 + 0.5 * 0.25), 10 + 4 * -1 * (0.5 + 0.5 * 0.1));
  }

  @Test
  void everyWidthAgreesWithTheFormulas() {
    for (int width : WIDTHS) {
      for (int rows : ROWS) {
        Matrix x = random(rows, width);
        DiceColumns of = columns(width);
        Matrix gate = checkDice(x, of);
        checkProduct(x, of);
        for (boolean accumulate : new boolean[] {false, true}) {
          checkGradient(x, gate, of, accumulate);
          checkProductGradient(x, gate, of, accumulate);
        }
      }
    }
  }

  private Matrix checkDice(Matrix x, DiceColumns of) {
    Matrix gate = random(x.rows(), x.columns());
    Matrix y = random(x.rows(), x.columns());
    Matrix exactGate = exact(gate);
    Matrix exactY = exact(y);
    exact.dice(exact(x), exact(of), exactGate, exactY);
    kernels.dice(x, of, gate, y);
    assertAgree("gate", gate, exactGate, 1);
    assertAgree("dice", y, exactY, 2);
    kernels.dice(x, of, y, y);
    assertAgree("dice in place of the gate", y, exactY, 2);
    return gate;
  }

  private void checkProduct(Matrix x, DiceColumns of) {
    Matrix weight = random(x.columns(), 1);
    Matrix bias = random(1, 1);
    Matrix gate = random(x.rows(), x.columns());
    Matrix y = random(x.rows(), 1);
    Matrix exactGate = exact(gate);
    Matrix exactY = exact(y);
    exact.product(exact(x), exact(of), exact(weight), exact(bias), exactGate, exactY);
    kernels.product(x, of, weight, bias, gate, y);
    assertAgree("gate", gate, exactGate, 1);
    assertAgree("product", y, exactY, 2 + x.columns());
    Matrix one = random(1, 1);
    int last = x.rows() - 1;
    kernels.product(x.rows(last, 1), of, weight, bias, gate.rows(last, 1), one);
    assertThat(one.get(0, 0)).as("a row alone").isEqualTo(y.get(last, 0));
  }

  private void checkGradient(Matrix x, Matrix gate, DiceColumns of, boolean accumulate) {
    Matrix dy = random(x.rows(), x.columns());
    Matrix dx = random(x.rows(), x.columns());
    Matrix dSlope = random(1, x.columns());
    Matrix exactDx = exact(dx);
    Matrix exactDSlope = exact(dSlope);
    exact.diceGradient(
        exact(x), exact(gate), exact(dy), exact(of), accumulate, exactDx, exactDSlope);
    kernels.diceGradient(x, gate, dy, of, accumulate, dx, dSlope);
    assertAgree("dx of dice", dx, exactDx, 20);
    assertAgree("dslope of dice", dSlope, exactDSlope, 100);
  }

  private void checkProductGradient(Matrix x, Matrix gate, DiceColumns of, boolean accumulate) {
    Matrix dy = random(x.rows(), 1);
    Matrix weight = random(x.columns(), 1);
    Matrix dx = random(x.rows(), x.columns());
    Matrix dSlope = random(1, x.columns());
    Matrix dWeight = random(x.columns(), 1);
    Matrix exactDx = exact(dx);
    Matrix exactDSlope = exact(dSlope);
    Matrix exactDWeight = exact(dWeight);
    exact.productGradient(
        exact(x),
        exact(gate),
        exact(dy),
        exact(of),
        exact(weight),
        accumulate,
        exactDx,
        exactDSlope,
        exactDWeight);
    kernels.productGradient(x, gate, dy, of, weight, accumulate, dx, dSlope, dWeight);
    assertAgree("dx of the product", dx, exactDx, 20);
    assertAgree("dslope of the product", dSlope, exactDSlope, 100);
    assertAgree("dweight of the product", dWeight, exactDWeight, 100);
    dSlope.fill(0);
    dWeight.fill(0);
    kernels.productGradient(x, gate, dy, of, weight, accumulate, null, dSlope, dWeight);
  }

  @Test
  void shapesMustAgree() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            kernels.product(
                random(2, 9), columns(9), random(9, 2), null, random(2, 9), random(2, 2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels.dice(random(2, 9), columns(8), random(2, 9), random(2, 9)));
  }
}
