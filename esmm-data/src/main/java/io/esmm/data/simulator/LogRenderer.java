package io.esmm.data.simulator;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Renders a log's lines in order, on one thread or several. The requests are cut into the same
 * pieces for any number of threads, and pieces are handed over in their order.
 */
final class LogRenderer {
  private static final int REQUESTS_AT_ONCE = 128;

  private final Simulator simulator;
  private final boolean gzip;
  private final int threads;
  private final List<AliCcpLines> buffers = new ArrayList<>();

  /** Takes rendered lines; they are valid during the call only. */
  interface Sink {
    void accept(AliCcpLines lines) throws IOException;
  }

  LogRenderer(Simulator simulator, boolean gzip, int threads) {
    this.simulator = simulator;
    this.gzip = gzip;
    this.threads = threads;
  }

  LogCounts run(Sink sink) throws IOException {
    if (threads == 1) {
      AliCcpLines lines = newBuffer();
      for (long from = 0; from < simulator.requests(); from += REQUESTS_AT_ONCE) {
        sink.accept(render(lines, from));
      }
    } else {
      try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
        try {
          inOrder(workers, sink);
        } finally {
          workers.shutdownNow();
        }
      }
    }
    return LogCounter.total(buffers.stream().map(lines -> lines.counter).toList());
  }

  private AliCcpLines newBuffer() {
    AliCcpLines lines = new AliCcpLines(simulator, gzip);
    buffers.add(lines);
    return lines;
  }

  private AliCcpLines render(AliCcpLines lines, long from) {
    return lines.render(from, Math.min(from + REQUESTS_AT_ONCE, simulator.requests()));
  }

  /** Keeps two pieces for each thread under way and hands over the oldest. */
  private void inOrder(ExecutorService workers, Sink sink) throws IOException {
    Deque<Future<AliCcpLines>> pending = new ArrayDeque<>();
    long next = 0;
    while (next < simulator.requests() || !pending.isEmpty()) {
      AliCcpLines free;
      if (pending.size() < 2 * threads && buffers.size() < 2 * threads) {
        free = newBuffer();
      } else {
        free = result(pending.removeFirst());
        sink.accept(free);
      }
      if (next < simulator.requests()) {
        long from = next;
        pending.add(workers.submit(() -> render(free, from)));
        next += REQUESTS_AT_ONCE;
      }
    }
  }

  private static AliCcpLines result(Future<AliCcpLines> piece) {
    try {
      return piece.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while simulating", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("simulating failed", e.getCause());
    }
  }
}
