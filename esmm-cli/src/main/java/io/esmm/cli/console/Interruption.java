package io.esmm.cli.console;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work that ends in order when the process is asked to end, by Ctrl-C or SIGTERM: it is asked to
 * stop, and waited for. Thread-safe.
 *
 * <pre>{@code
 * try (var _ = Interruption.stopping(trainer::stop)) {
 *   trainer.train(rows);
 * }
 * }</pre>
 */
public final class Interruption implements AutoCloseable {
  /** What takes longer is given up; it was written to be given up at any moment. */
  private static final long SECONDS = 60;

  private static final Set<Interruption> RUNNING = ConcurrentHashMap.newKeySet();

  private final Runnable stop;
  private final CountDownLatch ended = new CountDownLatch(1);

  private Interruption(Runnable stop) {
    this.stop = stop;
  }

  /**
   * Begins such work.
   *
   * @param stop asks it to end; returns at once
   */
  public static Interruption stopping(Runnable stop) {
    Interruption work = new Interruption(stop);
    RUNNING.add(work);
    return work;
  }

  /** Asks all such work to end and returns when it has. */
  public static void stopAll() {
    RUNNING.forEach(work -> work.stop.run());
    try {
      for (Interruption work : RUNNING) {
        if (!work.ended.await(SECONDS, TimeUnit.SECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended. */
  @Override
  public void close() {
    RUNNING.remove(this);
    ended.countDown();
  }
}
