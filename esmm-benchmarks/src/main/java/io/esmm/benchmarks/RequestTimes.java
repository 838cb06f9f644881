package io.esmm.benchmarks;

import io.esmm.benchmarks.table.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** How long requests took, in nanoseconds, shortest first. */
final class RequestTimes {
  private final long[] sorted;

  /** Sorts a copy of these. */
  RequestTimes(long[] nanoseconds) {
    this.sorted = nanoseconds.clone();
    Arrays.sort(sorted);
  }

  /**
   * Scores requests in several ways by turns of one request, for about so many seconds.
   *
   * @param ways each scores the request at the place that it is given, below {@code requests}
   * @return the times of each way
   */
  static List<RequestTimes> byTurns(List<IntConsumer> ways, int requests, double seconds) {
    long[][] times = new long[ways.size()][1024];
    int count = 0;
    long end = System.nanoTime() + (long) (1e9 * seconds);
    while (count == 0 || System.nanoTime() < end) {
      for (int w = 0; w < times.length; w++) {
        if (count == times[w].length) {
          times[w] = Arrays.copyOf(times[w], 2 * count);
        }
        long start = System.nanoTime();
        ways.get(w).accept(count % requests);
        times[w][count] = System.nanoTime() - start;
      }
      count++;
    }
    List<RequestTimes> all = new ArrayList<>();
    for (long[] way : times) {
      all.add(new RequestTimes(Arrays.copyOf(way, count)));
    }
    return all;
  }

  /** How many requests were measured. */
  int count() {
    return sorted.length;
  }

  /** Seconds that this percentage of the requests did not exceed: nearest rank. */
  double percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(rank, 1) - 1] / 1e9;
  }

  /** A percentile of each of several windows. */
  static Spread percentile(List<RequestTimes> windows, double percent) {
    return Spread.of(windows.stream().mapToDouble(times -> times.percentile(percent)).toArray());
  }
}
