package io.esmm.train;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The order in which one epoch goes through the requests. Blocks of neighbouring requests are
 * shuffled, then the requests inside a window of many blocks: memory stays small for any number of
 * requests, reads stay local, and a set of up to {@value #BLOCK} x {@value #WINDOW_BLOCKS} requests
 * is shuffled wholly. The order depends on the seed, the epoch and the number of requests alone.
 */
final class RequestOrder {
  static final int BLOCK = 256;
  static final int WINDOW_BLOCKS = 256;

  private final int requests;
  private final RandomGenerator random;
  private final int[] blocks;
  private final int[] window = new int[BLOCK * WINDOW_BLOCKS];
  private int nextBlock;
  private int windowSize;
  private int at;

  RequestOrder(int requests, long seed, int epoch) {
    this.requests = requests;
    this.random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 0x9E3779B97F4A7C15L + epoch);
    this.blocks = new int[(requests + BLOCK - 1) / BLOCK];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = b;
    }
    shuffle(blocks, blocks.length);
  }

  /** Whether a request is left. */
  boolean hasNext() {
    return at < windowSize || nextBlock < blocks.length;
  }

  /** The request that {@link #next} will give. */
  int peek() {
    if (at == windowSize) {
      fillWindow();
    }
    return window[at];
  }

  int next() {
    int request = peek();
    at++;
    return request;
  }

  /** Goes past requests, to where an interrupted epoch stood. */
  void skip(int count) {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void fillWindow() {
    windowSize = 0;
    at = 0;
    for (int i = 0; i < WINDOW_BLOCKS && nextBlock < blocks.length; i++) {
      int first = blocks[nextBlock++] * BLOCK;
      for (int r = first; r < Math.min(requests, first + BLOCK); r++) {
        window[windowSize++] = r;
      }
    }
    shuffle(window, windowSize);
  }

  /** Durstenfeld 1964. */
  private void shuffle(int[] values, int size) {
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}
