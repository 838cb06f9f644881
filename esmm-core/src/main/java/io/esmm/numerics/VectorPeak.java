package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.splat;

import jdk.incubator.vector.FloatVector;

/**
 * How many multiply-adds a core can do: twelve independent chains in registers, without memory. The
 * body is longer than C2 inlines (325 bytes), so that it is compiled alone.
 */
final class VectorPeak implements KernelRate.Peak {
  private static final int STEPS = 50_000;
  private static final int RUNS = 100;

  private final float[] sums = new float[LENGTH];

  @Override
  public int bits() {
    return Lanes.SPECIES.vectorBitSize();
  }

  /**
   * Floating-point operations per second of CPU time on this thread, the best of many short runs.
   */
  @Override
  public double measure() {
    double best = 0;
    for (int i = 0; i < RUNS; i++) {
      long start = CpuClock.nanoseconds();
      chains(0.999f, 0.5f);
      long elapsed = CpuClock.nanoseconds() - start;
      best = Math.max(best, 1e9 * STEPS * 24 * 2 * LENGTH / elapsed);
    }
    return best;
  }

  private void chains(float factor, float start) {
    FloatVector a = splat(factor);
    FloatVector b = splat(start);
    FloatVector s0 = splat(0);
    FloatVector s1 = splat(1);
    FloatVector s2 = splat(2);
    FloatVector s3 = splat(3);
    FloatVector s4 = splat(4);
    FloatVector s5 = splat(5);
    FloatVector s6 = splat(6);
    FloatVector s7 = splat(7);
    FloatVector s8 = splat(8);
    FloatVector s9 = splat(9);
    FloatVector s10 = splat(10);
    FloatVector s11 = splat(11);
    for (int i = 0; i < STEPS; i++) {
      s0 = a.fma(b, s0);
      s1 = a.fma(b, s1);
      s2 = a.fma(b, s2);
      s3 = a.fma(b, s3);
      s4 = a.fma(b, s4);
      s5 = a.fma(b, s5);
      s6 = a.fma(b, s6);
      s7 = a.fma(b, s7);
      s8 = a.fma(b, s8);
      s9 = a.fma(b, s9);
      s10 = a.fma(b, s10);
      s11 = a.fma(b, s11);
      s0 = a.fma(b, s0);
      s1 = a.fma(b, s1);
      s2 = a.fma(b, s2);
      s3 = a.fma(b, s3);
      s4 = a.fma(b, s4);
      s5 = a.fma(b, s5);
      s6 = a.fma(b, s6);
      s7 = a.fma(b, s7);
      s8 = a.fma(b, s8);
      s9 = a.fma(b, s9);
      s10 = a.fma(b, s10);
      s11 = a.fma(b, s11);
    }
    s0.add(s1).add(s2).add(s3).add(s4).add(s5).intoArray(sums, 0);
    s6.add(s7).add(s8).add(s9).add(s10).add(s11).intoArray(sums, 0);
  }
}
