package io.esmm.data.raw.aliccp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The field ids of the files, numbered: those somebody asked for first, then those that merely
 * occur. Ids of up to 8 bytes, which is all of Ali-CCP's, are found by those bytes packed into a
 * long. Not thread-safe.
 */
final class FeatureSlots {
  /** Returned for an id that is one too many to be remembered. */
  static final int UNNUMBERED = -1;

  private static final int MOST = 4096;
  private static final int BITS = 14;

  private final List<String> names = new ArrayList<>();
  private final long[] packed = new long[1 << BITS];
  private final int[] slots = new int[1 << BITS];
  private final Map<String, Integer> longer = new HashMap<>();

  /** The number of an id, which gets the next one if it is new. */
  int number(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    long word = 0;
    for (byte b : bytes) {
      word = (word << 8) | (b & 0xff);
    }
    return find(bytes, 0, bytes.length, word);
  }

  /**
   * The number of the id in [from, to).
   *
   * @param word its bytes, the last of them lowest
   */
  int find(byte[] bytes, int from, int to, long word) {
    if (to - from > Long.BYTES) {
      return findLonger(text(bytes, from, to));
    }
    int place = (int) ((word * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS));
    while (packed[place] != word) {
      if (packed[place] == 0) {
        if (names.size() == MOST) {
          return UNNUMBERED;
        }
        packed[place] = word;
        slots[place] = add(text(bytes, from, to));
        break;
      }
      place = (place + 1) & (packed.length - 1);
    }
    return slots[place];
  }

  private int findLonger(String name) {
    @Nullable Integer known = longer.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() == MOST) {
      return UNNUMBERED;
    }
    int slot = add(name);
    longer.put(name, slot);
    return slot;
  }

  private int add(String name) {
    names.add(name);
    return names.size() - 1;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  int size() {
    return names.size();
  }

  String name(int slot) {
    return names.get(slot);
  }
}
