package io.esmm.data.simulator;

import io.esmm.data.simulator.Draws.Stream;

/**
 * Which impressions and which user belong to a request, in constant time for any request. Requests
 * come in pairs of twice the mean size, split at random; the last one is cut where the log ends. Of
 * each pair one request is by the next user of a random order, in which everyone comes once a
 * round, and one by a user drawn with low numbers more often. Immutable.
 */
final class RequestLayout {
  private final SimulatorConfig config;
  private final long requests;

  RequestLayout(SimulatorConfig config) {
    this.config = config;
    long pairs = config.impressions() / pairSize();
    long rest = config.impressions() % pairSize();
    long last = rest == 0 ? 0 : rest <= firstOfPair(pairs) ? 1 : 2;
    requests = 2 * pairs + last;
  }

  private long pairSize() {
    return 2L * config.impressionsPerRequest();
  }

  /** The size of a pair's first request, 1 to one less than the pair. */
  private int firstOfPair(long pair) {
    int mean = config.impressionsPerRequest();
    int spread = mean * 3 / 4;
    long bits = Draws.key(config.seed(), Stream.LAYOUT, pair);
    return mean - spread + (int) ((bits >>> 32) * (2L * spread + 1) >>> 32);
  }

  long requests() {
    return requests;
  }

  /** The largest size that a request can have. */
  int maxSize() {
    return 2 * config.impressionsPerRequest();
  }

  /** The first sample id of a request; ids begin with 1. */
  long firstSample(long request) {
    long pair = request >> 1;
    return 1 + pair * pairSize() + ((request & 1) == 0 ? 0 : firstOfPair(pair));
  }

  int size(long request) {
    int first = firstOfPair(request >> 1);
    long size = (request & 1) == 0 ? first : pairSize() - first;
    return (int) Math.min(size, config.impressions() + 1 - firstSample(request));
  }

  /** The request that a sample belongs to. */
  long requestOf(long sample) {
    long pair = (sample - 1) / pairSize();
    long within = (sample - 1) % pairSize();
    return 2 * pair + (within < firstOfPair(pair) ? 0 : 1);
  }

  int user(long request, Draws draws) {
    int users = config.users();
    long pair = request >> 1;
    if ((request & 1) == 1) {
      return draws.start(config.seed(), Stream.VISIT, ~pair).skewedBelow(users);
    }
    // A round's order: start + k * stride, where the stride has no divisor in common with the
    // users.
    draws.start(config.seed(), Stream.VISIT, pair / users);
    long start = draws.below(users);
    long stride = draws.below(users);
    while (greatestCommonDivisor(stride, users) != 1) {
      stride++;
    }
    return (int) ((start + pair % users * stride) % users);
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
