package io.esmm.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Says when this JVM has compiled what it runs. A rate alone does not: a kernel that waits for the
 * compiler is as steady as one that is compiled. So this compares the processor time of the whole
 * process with that of the measured threads: what is left over is the compilers' and the
 * collector's. Not thread-safe.
 */
final class WarmUp {
  private static final double SECOND = 1e9;

  /** Processor time of the measured threads between two looks; the system counts in 10 ms. */
  private static final double STRETCH = 0.4 * SECOND;

  /** Of the measured threads' time, what all others may take: half a core compiles. */
  private static final double AT_REST = 0.1;

  private static final double LONGEST = 20 * SECOND;

  private final LongSupplier process;
  private final double start = System.nanoTime();
  private double before;
  private double measured;
  private boolean atRest;

  /** Begins to look at this process. */
  WarmUp() {
    this(((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())::getProcessCpuTime);
  }

  /** Begins to look at what says how much processor time has gone into all threads so far. */
  WarmUp(LongSupplier process) {
    this.process = process;
    this.before = process.getAsLong();
  }

  /** To be told after each slice: so much processor time has gone into it, in nanoseconds. */
  void add(double nanoseconds) {
    measured += nanoseconds;
    if (measured >= STRETCH) {
      double now = process.getAsLong();
      atRest = now - before - measured <= AT_REST * measured;
      before = now;
      measured = 0;
    }
  }

  /** Whether all was at rest at the last look, or it has gone on too long. */
  boolean over() {
    return atRest || System.nanoTime() - start > LONGEST;
  }
}
