package io.esmm.numerics;

/**
 * What the kernels of this JVM reach on one core.
 *
 * @param kernels the kernels measured: "vector, 512 bits" or "scalar"
 * @param bits the width of a vector; 32 for scalar kernels
 * @param dense floating-point operations per second of a dense layer forward, 512 rows of 414 to
 *     360 with bias and RELU; a multiply-add counts two
 * @param peak the most that multiply-adds in registers reach, in the same unit; NaN for scalar
 *     kernels
 */
public record KernelRate(String kernels, int bits, double dense, double peak) {
  private static final int ROWS = 512;
  private static final int IN = 414;
  private static final int OUT = 360;
  private static final double OPERATIONS = 2.0 * ROWS * IN * OUT;

  /**
   * Measures on the calling thread: the best of the single calls within about {@code seconds},
   * compilation included in that time. One second is enough; the peak takes some 0.1 s more.
   */
  public static KernelRate measure(double seconds) {
    Kernels kernels = KernelChoice.create();
    double dense = dense(kernels, seconds);
    if (kernels instanceof ScalarKernels) {
      return new KernelRate(kernels.description(), Float.SIZE, dense, Double.NaN);
    }
    Peak loop = peakLoop();
    return new KernelRate(kernels.description(), loop.bits(), dense, loop.measure());
  }

  private static double dense(Kernels kernels, double seconds) {
    Matrix x = filled(ROWS, IN);
    Matrix w = filled(IN, OUT);
    Matrix bias = filled(1, OUT);
    Matrix y = filled(ROWS, OUT);
    double best = 0;
    long end = System.nanoTime() + (long) (seconds * 1e9);
    do {
      long start = CpuClock.nanoseconds();
      kernels.dense(x, w, bias, ElementFunction.RELU, false, y);
      best = Math.max(best, 1e9 * OPERATIONS / (CpuClock.nanoseconds() - start));
    } while (System.nanoTime() < end);
    return best;
  }

  /** Multiply-adds in vector registers; only where the Vector API is present. */
  interface Peak {
    int bits();

    /** Floating-point operations per second. */
    double measure();
  }

  static Peak peakLoop() {
    return (Peak) KernelChoice.vectorObject("VectorPeak");
  }

  private static Matrix filled(int rows, int columns) {
    Matrix matrix = Matrix.of(Precision.FLOAT, rows, columns);
    matrix.fill(0.01);
    return matrix;
  }
}
