package io.esmm.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Exponentials and logarithms are within 2 ulp, all along the line and at its ends. */
@ParameterizedClass
@MethodSource("kernels")
class FunctionAccuracyTest {
  private static final int SAMPLES = 300_000;

  private final Kernels kernels;

  FunctionAccuracyTest(Kernels kernels) {
    this.kernels = kernels;
  }

  static List<Kernels> kernels() {
    return AvailableKernels.floats();
  }

  private interface Kernel {
    void run(Matrix x, Matrix y);
  }

  /** Samples lie evenly on [low, high], and once more by the logarithm of their distance from 0. */
  private static void assertWithinTwoUlps(
      double low, double high, Kernel kernel, DoubleUnaryOperator exact) {
    Matrix x = Matrix.of(Precision.FLOAT, 2, SAMPLES);
    for (int i = 0; i < SAMPLES; i++) {
      double part = (double) i / (SAMPLES - 1);
      x.set(0, i, low + part * (high - low));
      double sign = i % 2 == 0 && high > 0 ? 1 : -1;
      x.set(1, i, sign * Math.pow(10, -44 + part * (44 + Math.log10(-low))));
    }
    Matrix y = Matrix.of(Precision.FLOAT, 2, SAMPLES);
    kernel.run(x, y);
    double worst = 0;
    for (int r = 0; r < 2; r++) {
      for (int i = 0; i < SAMPLES; i++) {
        double expected = exact.applyAsDouble(x.get(r, i));
        double actual = y.get(r, i);
        if (Double.isInfinite(expected)) {
          assertThat(actual).isEqualTo(expected);
        } else if (!(Math.abs(expected) < Float.MIN_NORMAL
            && Math.abs(actual) <= Float.MIN_NORMAL)) {
          double error = Math.abs(actual - expected) / Math.ulp((float) expected);
          if (!(error <= 2)) {
            assertThat(actual).as("at %s", x.get(r, i)).isEqualTo(expected);
          }
          worst = Math.max(worst, error);
        }
      }
    }
    assertThat(worst).isLessThanOrEqualTo(2);
    if (Boolean.getBoolean("esmm.printAccuracy")) {
      System.out.println(worst);
    }
  }

  @Test
  void sigmoidIsWithinTwoUlps() {
    assertWithinTwoUlps(
        -95,
        95,
        (x, y) -> kernels.elements().activate(ElementFunction.SIGMOID, x, y),
        x -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
  }

  @Test
  void tanhIsWithinTwoUlps() {
    assertWithinTwoUlps(
        -50, 50, (x, y) -> kernels.elements().activate(ElementFunction.TANH, x, y), Math::tanh);
  }

  @Test
  void logSigmoidIsWithinTwoUlps() {
    assertWithinTwoUlps(-200, 200, kernels.elements()::logSigmoid, ScalarFunctions::logSigmoid);
  }

  @Test
  void log1mexpIsWithinTwoUlps() {
    assertWithinTwoUlps(-100, 0, kernels.elements()::log1mexp, ScalarFunctions::log1mexp);
    assertWithinTwoUlps(-2, 0, kernels.elements()::log1mexp, ScalarFunctions::log1mexp);
  }

  @Test
  void theEndsOfTheLineAreExact() {
    float most = Float.MAX_VALUE;
    float all = Float.POSITIVE_INFINITY;
    assertValues(
        kernels.elements()::logSigmoid, row(-most, -all, most, all), row(-most, -all, 0, 0));
    assertValues(
        kernels.elements()::log1mexp,
        row(-most, -all, 0, -0f, 1e-30f, 1, all),
        row(0, 0, -all, -all, Float.NaN, Float.NaN, Float.NaN));
    Kernel sigmoid = (x, y) -> kernels.elements().activate(ElementFunction.SIGMOID, x, y);
    assertValues(sigmoid, row(-most, -all, most, all), row(0, 0, 1, 1));
    Kernel tanh = (x, y) -> kernels.elements().activate(ElementFunction.TANH, x, y);
    assertValues(tanh, row(-most, -all, most, all, 0), row(-1, -1, 1, 1, 0));
  }

  @Test
  void naNStaysNaN() {
    float[] nan = row(Float.NaN);
    assertValues(kernels.elements()::logSigmoid, nan, nan);
    assertValues(kernels.elements()::log1mexp, nan, nan);
    for (ElementFunction activation : ElementFunction.values()) {
      assertValues((x, y) -> kernels.elements().activate(activation, x, y), nan, nan);
    }
  }

  private static float[] row(float... values) {
    return values;
  }

  private static void assertValues(Kernel kernel, float[] x, float[] expected) {
    // Long enough for whole vectors and a rest.
    Matrix from = Matrix.of(Precision.FLOAT, 19, x.length);
    Matrix to = Matrix.of(Precision.FLOAT, 19, x.length);
    for (int r = 0; r < 19; r++) {
      System.arraycopy(x, 0, from.floats(), from.rowStart(r), x.length);
    }
    kernel.run(from, to);
    for (int r = 0; r < 19; r++) {
      for (int c = 0; c < x.length; c++) {
        // Zeros of either sign are equal here.
        Float actual = (float) to.get(r, c) + 0f;
        assertThat(actual).as("at %s", x[c]).isEqualTo(Float.valueOf(expected[c] + 0f));
      }
    }
  }
}
