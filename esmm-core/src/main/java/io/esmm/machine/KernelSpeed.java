package io.esmm.machine;

import io.esmm.numerics.KernelRate;

/**
 * How fast one core computes a dense layer of the paper's size.
 *
 * @param bits the width of a vector; 32 for scalar kernels
 * @param flops floating-point operations per second; a multiply-add counts two
 * @param peakFlops the most that multiply-adds in registers reach; NaN for scalar kernels
 */
public record KernelSpeed(int bits, double flops, double peakFlops) {

  /** Measures on the calling thread, for about so many seconds; one is enough. */
  public static KernelSpeed measure(double seconds) {
    KernelRate rate = KernelRate.measure(seconds);
    return new KernelSpeed(rate.bits(), rate.dense(), rate.peak());
  }
}
