package io.esmm.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the calling thread allocates; a steady training step is to allocate nothing. */
public final class AllocatedBytes {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 10;
  private static final int ROUNDS = 40;

  private AllocatedBytes() {}

  /**
   * Bytes per call, in the best of several rounds: buffers have grown by then. Stops as soon as a
   * round needs no more than {@code enough}.
   *
   * @param call what is run, by the calling thread alone
   * @param enough as few as are asked for
   */
  public static long perCall(Runnable call, long enough) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > enough; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS);
    }
    return least;
  }
}
