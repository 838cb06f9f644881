package io.esmm.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed crew of threads for the phases of a step: the caller and, for n threads, n - 1 more.
 * Tasks of a phase are claimed in any order by any thread, so a task must not care who runs it or
 * when; whatever is summed over tasks is summed afterwards, in the order of their numbers.
 */
final class Workers implements AutoCloseable {

  /** One task of a phase. */
  interface Task {
    /**
     * @param worker which of the crew runs it, from 0: the index of its own buffers
     * @param index which task it is
     */
    void run(int worker, int index);
  }

  /** Rounds of looking before a thread without work goes to sleep: some tens of microseconds. */
  private static final int SPINS = 20_000;

  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger finished = new AtomicInteger();
  private volatile int phase;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;
  private @Nullable Task task;
  private int count;

  Workers(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("threads [" + size + "] must be at least 1");
    }
    for (int w = 1; w < size; w++) {
      int worker = w;
      Thread thread =
          Thread.ofPlatform().daemon().name("esmm-train-" + w).unstarted(() -> serve(worker));
      threads.add(thread);
      thread.start();
    }
  }

  int size() {
    return threads.size() + 1;
  }

  /** Runs tasks 0 to count - 1 and returns when all are done; the first failure is thrown again. */
  void run(int tasks, Task work) {
    task = work;
    count = tasks;
    next.set(0);
    finished.set(0);
    failure = null;
    phase++; // publishes the fields above
    for (int i = 0; i < threads.size(); i++) {
      LockSupport.unpark(threads.get(i));
    }
    claim(0, work, tasks);
    int spins = 0;
    while (finished.get() < threads.size()) {
      if (spins++ < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
    Throwable thrown = failure;
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
  }

  private void claim(int worker, Task work, int tasks) {
    try {
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        work.run(worker, i);
      }
    } catch (RuntimeException | Error e) {
      failure = e;
      next.set(tasks);
    }
  }

  private void serve(int worker) {
    int seen = 0;
    while (true) {
      int spins = 0;
      while (phase == seen && !closed) {
        if (spins++ < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      if (closed) {
        return;
      }
      seen++;
      Task work = task;
      if (work != null) {
        claim(worker, work, count);
      }
      finished.incrementAndGet();
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(LockSupport::unpark);
  }
}
