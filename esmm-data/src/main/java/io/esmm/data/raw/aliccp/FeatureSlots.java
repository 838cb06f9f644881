package io.esmm.data.raw.aliccp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The field ids of the files, numbered: those somebody asked for first, then those that merely
 * occur. Looked up by their bytes. Not thread-safe.
 */
final class FeatureSlots {
  /** Returned for an id that is one too many to be remembered. */
  static final int UNNUMBERED = -1;

  private static final int MOST = 4096;
  private static final int PLACES = 4 * MOST;

  private final List<String> names = new ArrayList<>();
  private final List<byte[]> bytesOf = new ArrayList<>();
  private final int[] places = new int[PLACES];

  /** The number of an id, which gets the next one if it is new. */
  int number(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int hash = 0;
    for (byte b : bytes) {
      hash = 31 * hash + b;
    }
    return find(bytes, 0, bytes.length, hash);
  }

  /**
   * The number of the id in [from, to).
   *
   * @param hash 31-polynomial of its bytes
   */
  int find(byte[] bytes, int from, int to, int hash) {
    int place = (hash * 0x9E3779B9) >>> 18;
    while (true) {
      int number = places[place] - 1;
      if (number < 0) {
        return add(bytes, from, to, place);
      }
      byte[] known = bytesOf.get(number);
      if (Arrays.equals(known, 0, known.length, bytes, from, to)) {
        return number;
      }
      place = (place + 1) & (PLACES - 1);
    }
  }

  private int add(byte[] bytes, int from, int to, int place) {
    if (names.size() == MOST) {
      return UNNUMBERED;
    }
    byte[] name = Arrays.copyOfRange(bytes, from, to);
    names.add(new String(name, StandardCharsets.UTF_8));
    bytesOf.add(name);
    places[place] = names.size();
    return names.size() - 1;
  }

  int size() {
    return names.size();
  }

  String name(int slot) {
    return names.get(slot);
  }
}
