package io.esmm.numerics;

import static io.esmm.numerics.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel of every implementation on a case small enough to do by hand. */
@ParameterizedClass
@MethodSource("kernels")
class HandComputedKernelsTest {
  private final Kernels kernels;
  private final Precision precision;

  HandComputedKernelsTest(Kernels kernels) {
    this.kernels = kernels;
    this.precision = kernels.precision();
  }

  static List<Kernels> kernels() {
    return AvailableKernels.all();
  }

  private Matrix matrix(double[]... rows) {
    return Matrices.of(precision, rows);
  }

  private static void assertEqual(Matrix actual, double[]... rows) {
    double[] expected =
        java.util.Arrays.stream(rows).flatMapToDouble(java.util.Arrays::stream).toArray();
    assertThat(Matrices.values(actual)).containsExactly(expected, within(1e-6));
    Matrices.assertFrameUntouched(actual);
  }

  @Test
  void denseIsRowTimesColumnPlusBias() {
    Matrix y = matrix(row(9, 9, 9), row(9, 9, 9));
    kernels.dense(
        matrix(row(1, 2), row(3, 4)),
        matrix(row(5, 6, 7), row(8, 9, 10)),
        matrix(row(100, 200, 300)),
        ElementFunction.IDENTITY,
        false,
        y);
    assertEqual(
        y,
        row(100 + 1 * 5 + 2 * 8, 200 + 1 * 6 + 2 * 9, 300 + 1 * 7 + 2 * 10),
        row(100 + 3 * 5 + 4 * 8, 200 + 3 * 6 + 4 * 9, 300 + 3 * 7 + 4 * 10));
  }

  @Test
  void denseAccumulatesOntoItsOutputBeforeTheActivation() {
    Matrix y = matrix(row(-20, -10));
    kernels.dense(
        matrix(row(1, 2)), matrix(row(3, 4), row(5, 6)), null, ElementFunction.RELU, true, y);
    assertEqual(y, row(0, -10 + 1 * 4 + 2 * 6));
  }

  @Test
  void denseOfOneColumnIsADotProduct() {
    Matrix y = matrix(row(1), row(1));
    kernels.dense(
        matrix(row(1, 2, 3), row(4, 5, 6)),
        matrix(row(7), row(8), row(9)),
        matrix(row(-100)),
        ElementFunction.IDENTITY,
        true,
        y);
    assertEqual(y, row(1 - 100 + 1 * 7 + 2 * 8 + 3 * 9), row(1 - 100 + 4 * 7 + 5 * 8 + 6 * 9));
  }

  @Test
  void denseAppliesEveryActivation() {
    Matrix x = matrix(row(0.5), row(-0.5));
    Matrix w = matrix(row(2));
    Matrix y = matrix(row(0), row(0));
    kernels.dense(x, w, null, ElementFunction.SIGMOID, false, y);
    assertEqual(y, row(1 / (1 + Math.exp(-1))), row(1 / (1 + Math.exp(1))));
    kernels.dense(x, w, null, ElementFunction.TANH, false, y);
    assertEqual(y, row(Math.tanh(1)), row(Math.tanh(-1)));
    kernels.dense(x, w, null, ElementFunction.RELU, false, y);
    assertEqual(y, row(1), row(0));
    kernels.dense(x, w, null, ElementFunction.IDENTITY, false, y);
    assertEqual(y, row(1), row(-1));
  }

  @Test
  void denseWithoutInputsIsTheActivatedBias() {
    Matrix y = matrix(row(9, 9));
    kernels.dense(
        Matrices.framed(precision, 1, 0),
        Matrices.framed(precision, 0, 2),
        matrix(row(-1, 2)),
        ElementFunction.RELU,
        false,
        y);
    assertEqual(y, row(0, 2));
  }

  @Test
  void inputGradientIsOutputGradientTimesTransposedWeights() {
    Matrix dy = matrix(row(1, 2, 3));
    Matrix w = matrix(row(4, 5, 6), row(7, 8, 9));
    Matrix dx = matrix(row(100, 200));
    kernels.denseInputGradient(dy, w, true, dx);
    assertEqual(dx, row(100 + 1 * 4 + 2 * 5 + 3 * 6, 200 + 1 * 7 + 2 * 8 + 3 * 9));
    kernels.denseInputGradient(dy, w, false, dx);
    assertEqual(dx, row(1 * 4 + 2 * 5 + 3 * 6, 1 * 7 + 2 * 8 + 3 * 9));
  }

  @Test
  void inputGradientOfOneColumnIsAnOuterProduct() {
    Matrix dx = matrix(row(9, 9), row(9, 9));
    kernels.denseInputGradient(matrix(row(2), row(3)), matrix(row(5), row(7)), false, dx);
    assertEqual(dx, row(2 * 5, 2 * 7), row(3 * 5, 3 * 7));
  }

  @Test
  void weightGradientIsTransposedInputTimesOutputGradient() {
    Matrix x = matrix(row(1, 2), row(3, 4), row(5, 6));
    Matrix dy = matrix(row(7, 8), row(9, 10), row(11, 12));
    Matrix dw = matrix(row(100, 200), row(300, 400));
    kernels.denseWeightGradient(x, dy, true, dw);
    assertEqual(
        dw,
        row(100 + 1 * 7 + 3 * 9 + 5 * 11, 200 + 1 * 8 + 3 * 10 + 5 * 12),
        row(300 + 2 * 7 + 4 * 9 + 6 * 11, 400 + 2 * 8 + 4 * 10 + 6 * 12));
  }

  @Test
  void weightGradientOfOneColumnSumsRowsOfTheInput() {
    Matrix dw = matrix(row(9), row(9));
    kernels.denseWeightGradient(matrix(row(1, 2), row(3, 4)), matrix(row(5), row(7)), false, dw);
    assertEqual(dw, row(1 * 5 + 3 * 7), row(2 * 5 + 4 * 7));
  }

  @Test
  void columnSumsAddTheRows() {
    Matrix x = matrix(row(1, 2), row(3, 4), row(5, 6));
    Matrix sums = matrix(row(100, 200));
    kernels.columnSums(x, true, sums);
    assertEqual(sums, row(100 + 1 + 3 + 5, 200 + 2 + 4 + 6));
    kernels.columnSums(x, false, sums);
    assertEqual(sums, row(1 + 3 + 5, 2 + 4 + 6));
  }

  @Test
  void activationsMayWorkInPlace() {
    Matrix x = matrix(row(-2, 0, 3));
    kernels.elements().activate(ElementFunction.SIGMOID, x, x);
    assertEqual(x, row(1 / (1 + Math.exp(2)), 0.5, 1 / (1 + Math.exp(-3))));
    kernels.elements().activate(ElementFunction.IDENTITY, x, x);
    assertEqual(x, row(1 / (1 + Math.exp(2)), 0.5, 1 / (1 + Math.exp(-3))));
    Matrix z = matrix(row(-2, 0, 3));
    kernels.elements().activate(ElementFunction.RELU, z, z);
    assertEqual(z, row(0, 0, 3));
    kernels.elements().activate(ElementFunction.TANH, z, z);
    assertEqual(z, row(0, 0, Math.tanh(3)));
  }

  @Test
  void activationGradientsAreFunctionsOfTheOutput() {
    Matrix y = matrix(row(0, 0.25));
    Matrix dy = matrix(row(8, 16));
    Matrix dx = matrix(row(1, 2));
    kernels.elements().activationGradient(ElementFunction.IDENTITY, y, dy, true, dx);
    assertEqual(dx, row(1 + 8, 2 + 16));
    kernels.elements().activationGradient(ElementFunction.RELU, y, dy, true, dx);
    assertEqual(dx, row(1 + 8, 2 + 16 + 16));
    kernels.elements().activationGradient(ElementFunction.SIGMOID, y, dy, false, dx);
    assertEqual(dx, row(0, 16 * 0.25 * 0.75));
    kernels.elements().activationGradient(ElementFunction.TANH, y, dy, false, dx);
    assertEqual(dx, row(8, 16 * (1 - 0.25 * 0.25)));
    kernels.elements().activationGradient(ElementFunction.RELU, y, dy, false, dy);
    assertEqual(dy, row(0, 16));
  }

  @Test
  void copyReplacesOrAdds() {
    Matrix to = matrix(row(10, 20));
    kernels.elements().copy(matrix(row(1, 2)), true, to);
    assertEqual(to, row(11, 22));
    kernels.elements().copy(matrix(row(1, 2)), false, to);
    assertEqual(to, row(1, 2));
  }

  @Test
  void multiplyIsElementWise() {
    Matrix to = matrix(row(10, 20));
    kernels.elements().multiply(matrix(row(2, 3)), matrix(row(5, 7)), true, to);
    assertEqual(to, row(10 + 2 * 5, 20 + 3 * 7));
    kernels.elements().multiply(matrix(row(2, 3)), matrix(row(5, 7)), false, to);
    assertEqual(to, row(2 * 5, 3 * 7));
  }

  @Test
  void scaleRowsMultipliesEachRowByItsNumber() {
    Matrix y = matrix(row(10, 20), row(30, 40));
    Matrix x = matrix(row(2, 3), row(5, 7));
    kernels.elements().scaleRows(x, matrix(row(11), row(13)), true, y);
    assertEqual(y, row(10 + 11 * 2, 20 + 11 * 3), row(30 + 13 * 5, 40 + 13 * 7));
    kernels.elements().scaleRows(x, matrix(row(11), row(13)), false, y);
    assertEqual(y, row(11 * 2, 11 * 3), row(13 * 5, 13 * 7));
  }

  @Test
  void rowDotsSumsProductsAlongRows() {
    Matrix dots = matrix(row(100), row(200));
    Matrix a = matrix(row(2, 3), row(5, 7));
    Matrix b = matrix(row(11, 13), row(17, 19));
    kernels.elements().rowDots(a, b, true, dots);
    assertEqual(dots, row(100 + 2 * 11 + 3 * 13), row(200 + 5 * 17 + 7 * 19));
    kernels.elements().rowDots(a, a, false, dots);
    assertEqual(dots, row(2 * 2 + 3 * 3), row(5 * 5 + 7 * 7));
  }

  @Test
  void softmaxIsAShareOfPowersHoweverLarge() {
    Matrix y = matrix(row(9, 9), row(9, 9));
    kernels.elements().softmax(matrix(row(Math.log(3), Math.log(5)), row(1000, 1000)), y);
    assertEqual(y, row(3 / 8., 5 / 8.), row(.5, .5));
  }

  @Test
  void softmaxGradientTakesTheMeanOff() {
    Matrix dx = matrix(row(10, 20));
    double mean = .25 * 2 + .75 * 6;
    kernels.elements().softmaxGradient(matrix(row(.25, .75)), matrix(row(2, 6)), true, dx);
    assertEqual(dx, row(10 + .25 * (2 - mean), 20 + .75 * (6 - mean)));
    kernels.elements().softmaxGradient(matrix(row(.25, .75)), matrix(row(2, 6)), false, dx);
    assertEqual(dx, row(.25 * (2 - mean), .75 * (6 - mean)));
  }

  @Test
  void logSigmoidIsFiniteForEveryFiniteLogit() {
    Matrix y = matrix(row(9, 9, 9, 9));
    kernels.elements().logSigmoid(matrix(row(0, 2, -200, 1e30)), y);
    assertEqual(y, row(-Math.log(2), -Math.log(1 + Math.exp(-2)), -200, 0));
  }

  @Test
  void log1mexpIsAccurateAtBothEnds() {
    Matrix y = matrix(row(9, 9, 9, 9));
    kernels.elements().log1mexp(matrix(row(-Math.log(2), -0x1p-30, -40, 0)), y);
    assertThat(y.get(0, 0)).isCloseTo(-Math.log(2), within(1e-6));
    assertThat(y.get(0, 1)).isCloseTo(-30 * Math.log(2), within(2e-6));
    assertThat(y.get(0, 2) / -Math.exp(-40)).isCloseTo(1, within(1e-6));
    assertThat(y.get(0, 3)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void liftCopiesARequestToItsImpressions() {
    Matrix requests = matrix(row(1, 2), row(3, 4));
    int[] requestOf = {99, 7, 7, 8};
    Matrix to = matrix(row(10, 10), row(20, 20), row(30, 30));
    kernels.lift(requests, requestOf, 1, 7, true, to);
    assertEqual(to, row(11, 12), row(21, 22), row(33, 34));
    kernels.lift(requests, requestOf, 1, 7, false, to);
    assertEqual(to, row(1, 2), row(1, 2), row(3, 4));
  }

  @Test
  void liftGradientSumsTheImpressionsOfARequest() {
    Matrix impressions = matrix(row(1, 2), row(3, 4), row(5, 6));
    int[] requestOf = {99, 7, 7, 9};
    Matrix to = matrix(row(10, 10), row(20, 20), row(30, 30));
    kernels.liftGradient(impressions, requestOf, 1, 7, true, to);
    assertEqual(to, row(10 + 1 + 3, 10 + 2 + 4), row(20, 20), row(30 + 5, 30 + 6));
    kernels.liftGradient(impressions, requestOf, 1, 7, false, to);
    assertEqual(to, row(1 + 3, 2 + 4), row(0, 0), row(5, 6));
  }

  @Test
  void gatherTakesRowsOfTheTable() {
    Matrix out = matrix(row(9, 9), row(9, 9));
    kernels.gather(matrix(row(1, 2), row(3, 4), row(5, 6)), new int[] {77, 2, 0}, 1, out);
    assertEqual(out, row(5, 6), row(1, 2));
  }

  @Test
  void poolSumsABag() {
    Matrix table = matrix(row(1, 2), row(3, 4), row(5, 6));
    int[] offsets = {0, 1, 3, 3};
    int[] ids = {1, 2, 0};
    Matrix out = matrix(row(9, 9), row(9, 9));
    kernels.pool(table, offsets, ids, null, 1, out);
    assertEqual(out, row(5 + 1, 6 + 2), row(0, 0));
    kernels.pool(table, offsets, ids, new float[] {9, 0.5f, 2}, 1, out);
    assertEqual(out, row(0.5 * 5 + 2 * 1, 0.5 * 6 + 2 * 2), row(0, 0));
  }

  @Test
  void occurrencesOfATableRowAreSummedInTheirOrder() {
    Matrix[] sources = {matrix(row(1, 2), row(3, 4)), matrix(row(5, 6))};
    int[] starts = {0, 0, 3, 4};
    int[] source = {0, 1, 0, 0};
    int[] row = {1, 0, 0, 1};
    Matrix out = matrix(row(9, 9), row(9, 9), row(9, 9));
    kernels.sumOccurrences(starts, 1, 3, source, row, null, sources, out);
    assertEqual(out, row(9, 9), row(3 + 5 + 1, 4 + 6 + 2), row(3, 4));
    float[] coefficients = {1, 2, 3, 4};
    kernels.sumOccurrences(starts, 0, 2, source, row, coefficients, sources, out);
    assertEqual(out, row(0, 0), row(1 * 3 + 2 * 5 + 3 * 1, 1 * 4 + 2 * 6 + 3 * 2), row(3, 4));
  }

  @Test
  void sumAddsThePartsInTheirOrder() {
    Matrix[] parts = {matrix(row(1, 2)), matrix(row(3, 4)), matrix(row(5, 6))};
    Matrix to = matrix(row(9, 9));
    kernels.sum(parts, 2, to);
    assertEqual(to, row(1 + 3, 2 + 4));
    kernels.sum(parts, 0, to);
    assertEqual(to, row(0, 0));
  }

  @Test
  void oneInfiniteOrNaNElementIsFound() {
    assertThat(kernels.allFinite(matrix(row(1, -2), row(Float.MAX_VALUE, 0)))).isTrue();
    assertThat(kernels.allFinite(matrix(row(1, 2), row(Double.NaN, 4)))).isFalse();
    assertThat(kernels.allFinite(matrix(row(1, 2), row(3, Double.NEGATIVE_INFINITY)))).isFalse();
    assertThat(kernels.allFinite(Matrices.framed(precision, 0, 0))).isTrue();
  }

  @Test
  void addedWeightsAreThoseOfTheIds() {
    Matrix weights = matrix(row(1), row(20), row(300));
    Matrix y = matrix(row(0.5), row(-0.5));
    kernels.addWeights(weights, new int[] {9, 2, 0}, 1, y);
    assertEqual(y, row(0.5 + 300), row(-0.5 + 1));
    assertThatThrownBy(() -> kernels.addWeights(weights, new int[] {3, 0}, 0, y))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void addedWeightsOfBagsAreTheSumsOfCoefficientsTimesWeights() {
    Matrix weights = matrix(row(1), row(20), row(300));
    int[] offsets = {0, 1, 3, 3, 4};
    int[] ids = {2, 0, 1, 1};
    Matrix y = matrix(row(0.5), row(-0.5), row(7));
    kernels.addBagWeights(weights, offsets, ids, new float[] {9, 2, 0.5f, 3}, 1, y);
    assertEqual(y, row(0.5 + 2 * 1 + 0.5 * 20), row(-0.5), row(7 + 3 * 20));
    kernels.addBagWeights(weights, offsets, ids, null, 1, y);
    assertEqual(y, row(0.5 + 2 * 1 + 0.5 * 20 + 1 + 20), row(-0.5), row(7 + 3 * 20 + 20));
  }

  @Test
  void firstAdamStepMovesByTheRateAgainstTheSignOfTheGradient() {
    Matrix w = matrix(row(1, 1));
    Matrix m = matrix(row(0, 0));
    Matrix v = matrix(row(0, 0));
    kernels.updates().adam(new AdamStep(0.01, 0.9, 0.999, 1e-8, 1), matrix(row(4, -0.5)), w, m, v);
    assertEqual(w, row(1 - 0.01, 1 + 0.01));
    assertEqual(m, row(0.1 * 4, 0.1 * -0.5));
    assertEqual(v, row(0.001 * 16, 0.001 * 0.25));
  }

  @Test
  void laterAdamStepsFollowTheCorrectedMoments() {
    Matrix w = matrix(row(1));
    Matrix m = matrix(row(0.2));
    Matrix v = matrix(row(0.3));
    kernels.updates().adam(new AdamStep(0.01, 0.9, 0.99, 0.5, 3), matrix(row(2)), w, m, v);
    double mean = 0.9 * 0.2 + 0.1 * 2;
    double square = 0.99 * 0.3 + 0.01 * 4;
    double correctedMean = mean / (1 - 0.9 * 0.9 * 0.9);
    double correctedSquare = square / (1 - 0.99 * 0.99 * 0.99);
    assertEqual(m, row(mean));
    assertEqual(v, row(square));
    assertEqual(w, row(1 - 0.01 * correctedMean / (Math.sqrt(correctedSquare) + 0.5)));
  }

  @Test
  void lazyAdamLeavesOtherRowsAndTheirMomentsAlone() {
    Matrix g = matrix(row(9), row(2), row(-1));
    Matrix w = matrix(row(1), row(1), row(1));
    Matrix m = matrix(row(0.5), row(0), row(0));
    Matrix v = matrix(row(0.5), row(0), row(0));
    AdamStep step = new AdamStep(0.1, 0.9, 0.999, 1e-8, 1);
    kernels.updates().adamRows(step, g, new int[] {0, 2, 1}, 1, 3, w, m, v);
    assertEqual(w, row(1), row(1 + 0.1), row(1 - 0.1));
    assertEqual(m, row(0.5), row(0.1 * -1), row(0.1 * 2));
    assertEqual(v, row(0.5), row(0.001 * 1), row(0.001 * 4));
  }
}
