package io.esmm.benchmarks;

import io.esmm.benchmarks.KernelCase.Bound;
import io.esmm.numerics.ElementFunction;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Functions of single values, and of rows that a softmax exponentiates. */
public final class FunctionValues {
  /** Which function. */
  public enum Function {
    /** 1 / (1 + e^-x). */
    SIGMOID,
    /** log(1 / (1 + e^-x)). */
    LOG_SIGMOID,
    /** e^x, as a softmax takes it. */
    EXP
  }

  private static final int ROWS = 256;
  private static final int WIDTH = 64;

  private final Kernels kernels;
  private final Matrix x = Operands.random(ROWS, WIDTH, new SplittableRandom(5));

  private FunctionValues(Kernels kernels) {
    this.kernels = kernels;
  }

  /** A function of 256 rows of 64 values. */
  public static KernelCase of(Kernels kernels, Function function) {
    FunctionValues values = new FunctionValues(kernels);
    return switch (function) {
      case SIGMOID ->
          values.of(
              "sigmoid",
              (x, y) -> kernels.elements().activate(ElementFunction.SIGMOID, x, y),
              x -> 1 / (1 + Math.exp(-x)));
      case LOG_SIGMOID ->
          values.of("log-sigmoid", kernels.elements()::logSigmoid, x -> -Math.log1p(Math.exp(-x)));
      case EXP -> values.softmax();
    };
  }

  private interface Kernel {
    void run(Matrix x, Matrix y);
  }

  private KernelCase of(String name, Kernel kernel, DoubleUnaryOperator exact) {
    Matrix y = Matrix.of(Precision.FLOAT, ROWS, WIDTH);
    return new KernelCase(
        name,
        Bound.VALUES,
        (double) ROWS * WIDTH,
        () -> kernel.run(x, y),
        () -> {
          double worst = 0;
          for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < WIDTH; c++) {
              double expected = exact.applyAsDouble(x.get(r, c));
              worst = Math.max(worst, Math.abs(y.get(r, c) / expected - 1));
            }
          }
          return worst;
        });
  }

  private KernelCase softmax() {
    Matrix y = Matrix.of(Precision.FLOAT, ROWS, WIDTH);
    return new KernelCase(
        "exp, in a softmax over " + WIDTH,
        Bound.VALUES,
        (double) ROWS * WIDTH,
        () -> kernels.elements().softmax(x, y),
        () -> {
          double worst = 0;
          for (int r = 0; r < ROWS; r++) {
            double sum = 0;
            for (int c = 0; c < WIDTH; c++) {
              sum += Math.exp(x.get(r, c));
            }
            for (int c = 0; c < WIDTH; c++) {
              double expected = Math.exp(x.get(r, c)) / sum;
              worst = Math.max(worst, Math.abs(y.get(r, c) / expected - 1));
            }
          }
          return worst;
        });
  }
}
