package io.esmm.data.raw.aliccp;

import io.esmm.data.raw.DecimalText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads feature lists: {@code field 0x02 token 0x03 value}, separated by 0x01. Every byte is looked
 * at once. Not thread-safe.
 */
final class FeatureList {
  private static final byte BETWEEN_FEATURES = 1;
  private static final byte AFTER_FIELD = 2;
  private static final byte AFTER_TOKEN = 3;

  private final FeatureSlots slots;
  private long[] occurrences = new long[64];
  private int[] lastList = new int[64];
  private int list;
  private int features;
  private boolean scattered;

  FeatureList(FeatureSlots slots) {
    this.slots = slots;
  }

  /**
   * Reads the list in [from, to) into cleared values.
   *
   * @return what is wrong with the list, or null
   */
  @Nullable String read(byte[] bytes, int from, int to, FeatureValues out) {
    features = 0;
    scattered = false;
    list++;
    int lastSlot = FeatureSlots.UNNUMBERED;
    int i = from;
    while (i < to) {
      int begin = i;
      long word = 0;
      byte b = 0;
      while (i < to && (b = bytes[i]) > AFTER_TOKEN) {
        word = (word << 8) | b;
        i++;
      }
      if (i == to || b != AFTER_FIELD || i == begin) {
        return broken(bytes, begin, to);
      }
      int slot = slots.find(bytes, begin, i, word);
      int token = ++i;
      int hash = 0;
      int negative = 0;
      while (i < to && ((b = bytes[i]) > AFTER_TOKEN || b < 0)) {
        hash = 31 * hash + b;
        negative |= b;
        i++;
      }
      if (i == to || b != AFTER_TOKEN) {
        return broken(bytes, begin, to);
      }
      int value = i + 1;
      i = value;
      while (i < to && bytes[i] != BETWEEN_FEATURES) {
        i++;
      }
      double number = isOne(bytes, value, i) ? 1 : DecimalText.parse(bytes, value, i);
      if (Double.isNaN(number)) {
        number = slowly(bytes, value, i);
        if (Double.isNaN(number)) {
          return "non-numeric value [" + text(bytes, value, i) + "] in " + shown(bytes, begin, i);
        }
      }
      features++;
      if (slot != lastSlot) {
        note(slot);
        lastSlot = slot;
      }
      if (slot >= 0 && slot < out.size()) {
        if (negative < 0) {
          out.add(slot, text(bytes, token, value - 1), number);
        } else {
          out.add(slot, bytes, token, value - 1, hash, number);
        }
      }
      i++;
    }
    return null;
  }

  /** Most values are written 1.0. */
  private static boolean isOne(byte[] bytes, int from, int to) {
    return to - from == 3 && bytes[from] == '1' && bytes[from + 1] == '.' && bytes[from + 2] == '0';
  }

  /** The number of features in the list. */
  int features() {
    return features;
  }

  /** Whether some field's tokens did not stand together. */
  boolean isScattered() {
    return scattered;
  }

  /** In how many lists a slot occurred. */
  long occurrences(int slot) {
    return slot < occurrences.length ? occurrences[slot] : 0;
  }

  private void note(int slot) {
    if (slot < 0) {
      return;
    }
    if (slot >= lastList.length) {
      lastList = Arrays.copyOf(lastList, 2 * slot);
      occurrences = Arrays.copyOf(occurrences, 2 * slot);
    }
    if (lastList[slot] == list) {
      scattered = true;
    } else {
      lastList[slot] = list;
      occurrences[slot]++;
    }
  }

  /** Long numbers and exponents; NaN for words, which {@link Double#parseDouble} would take. */
  private static double slowly(byte[] bytes, int from, int to) {
    String text = text(bytes, from, to);
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String broken(byte[] bytes, int from, int to) {
    return "feature [" + shown(bytes, from, to) + "] is not field 0x02 token 0x03 value";
  }

  private static String shown(byte[] bytes, int from, int to) {
    return text(bytes, from, Math.min(to, from + 40))
        .replace("\u0001", "\\x01")
        .replace("\u0002", "\\x02")
        .replace("\u0003", "\\x03");
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
