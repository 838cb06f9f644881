package io.esmm.machine;

import io.esmm.numerics.Activation;
import io.esmm.numerics.KernelChoice;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;

/**
 * Measures how fast one core multiplies matrices of the paper's size: a layer of 360 by 200 over
 * 256 rows, forward and backward.
 */
public final class KernelSpeed {
  private static final int ROWS = 256;
  private static final int IN = 360;
  private static final int OUT = 200;
  private static final double FLOPS = 3 * 2.0 * ROWS * IN * OUT;

  private final Kernels kernels = KernelChoice.create();
  private final Matrix x = filled(ROWS, IN);
  private final Matrix w = filled(IN, OUT);
  private final Matrix y = filled(ROWS, OUT);
  private final Matrix dx = filled(ROWS, IN);
  private final Matrix dw = filled(IN, OUT);

  private KernelSpeed() {}

  /**
   * Runs on the calling thread for about twice the given time, half of it to warm up.
   *
   * @return floating-point operations per second; a multiply-add counts two
   */
  public static double measure(double seconds) {
    KernelSpeed speed = new KernelSpeed();
    speed.run(seconds);
    return speed.run(seconds);
  }

  private double run(double seconds) {
    long start = System.nanoTime();
    long rounds = 0;
    double elapsed;
    do {
      kernels.dense(x, w, null, Activation.RELU, false, y);
      kernels.denseWeightGradient(x, y, false, dw);
      kernels.denseInputGradient(y, w, false, dx);
      rounds++;
      elapsed = (System.nanoTime() - start) / 1e9;
    } while (elapsed < seconds);
    return rounds * FLOPS / elapsed;
  }

  private static Matrix filled(int rows, int columns) {
    Matrix matrix = Matrix.of(Precision.FLOAT, rows, columns);
    matrix.fill(0.01);
    return matrix;
  }
}
