package io.esmm.data.prepare;

/**
 * The keys seen so far. Whole numbers without leading zeros are exact, and neighbours share an
 * entry: a file numbered from 1 takes a quarter of a byte to half a byte a row. Other texts are
 * known by 127 bits of hash: among 100 million of them the chance that any two are confused is
 * below 1e-22. Not thread-safe.
 */
final class KeySet {
  private static final int DIGITS = 18;

  private long[] blocks = new long[1 << 10];
  private long[] members = new long[1 << 10];
  private int blockCount;

  private long[] high = new long[1 << 10];
  private long[] low = new long[1 << 10];
  private int textCount;

  /** Adds a key; false if it was there. */
  boolean add(String key) {
    long number = number(key);
    return number >= 0 ? addNumber(number) : addText(key);
  }

  /** The canonical whole number that the text is, or -1. */
  private static long number(String key) {
    int length = key.length();
    if (length == 0 || length > DIGITS || (length > 1 && key.charAt(0) == '0')) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      int digit = key.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private boolean addNumber(long number) {
    if (2 * (blockCount + 1) > blocks.length) {
      growBlocks();
    }
    long block = number >>> 6;
    long bit = 1L << (number & 63);
    int place = place(block, blocks, members);
    if (members[place] == 0) {
      blocks[place] = block;
      blockCount++;
    }
    boolean added = (members[place] & bit) == 0;
    members[place] |= bit;
    return added;
  }

  private static int place(long block, long[] blocks, long[] members) {
    int mask = blocks.length - 1;
    int place = (int) TextHash.mix(block) & mask;
    while (members[place] != 0 && blocks[place] != block) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void growBlocks() {
    long[] newBlocks = new long[2 * blocks.length];
    long[] newMembers = new long[newBlocks.length];
    for (int i = 0; i < blocks.length; i++) {
      if (members[i] != 0) {
        int place = place(blocks[i], newBlocks, newMembers);
        newBlocks[place] = blocks[i];
        newMembers[place] = members[i];
      }
    }
    blocks = newBlocks;
    members = newMembers;
  }

  private boolean addText(String key) {
    if (2 * (textCount + 1) > high.length) {
      growTexts();
    }
    // The pair (0, 0) marks a free place.
    long first = TextHash.of(key, 0x9E3779B97F4A7C15L) | 1;
    long second = TextHash.of(key, 0xD1B54A32D192ED03L);
    int place = place(first, second);
    if (high[place] != 0) {
      return false;
    }
    high[place] = first;
    low[place] = second;
    textCount++;
    return true;
  }

  private int place(long first, long second) {
    int mask = high.length - 1;
    int place = (int) second & mask;
    while (high[place] != 0 && (high[place] != first || low[place] != second)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void growTexts() {
    long[] oldHigh = high;
    long[] oldLow = low;
    high = new long[2 * oldHigh.length];
    low = new long[high.length];
    for (int i = 0; i < oldHigh.length; i++) {
      if (oldHigh[i] != 0) {
        int place = place(oldHigh[i], oldLow[i]);
        high[place] = oldHigh[i];
        low[place] = oldLow[i];
      }
    }
  }
}
