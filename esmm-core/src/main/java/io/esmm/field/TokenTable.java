package io.esmm.field;

import io.esmm.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Distinct texts, numbered from 0 in the order in which they were added. Made for millions of them:
 * all text stands in one array as UTF-8, and an open-addressing table of longs, each the hash and
 * the number of a text, finds it again. That is the bytes of the text and about 20 more, with no
 * object for a text.
 *
 * <p>Thread-safe for reading while nobody adds.
 */
public final class TokenTable {
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** The UTF-8 of all texts, text i at [starts[i], starts[i + 1]). */
  private byte[] utf8;

  private int[] starts;

  /** hash &lt;&lt; 32 | number + 1; 0 is free. Never fuller than two thirds. */
  private long[] slots;

  private int size;

  /** An empty table with room for a few texts; it grows as they are added. */
  public TokenTable() {
    this(16);
  }

  /**
   * An empty table with room for this many texts of some 8 bytes each; it grows beyond them.
   *
   * @param expected how many texts will be added; more are welcome
   */
  public TokenTable(int expected) {
    int room = Math.max(expected, 4);
    utf8 = new byte[(int) Math.min(8L * room, LARGEST_ARRAY)];
    starts = new int[room + 1];
    slots = new long[slotsFor(room)];
  }

  /** The number of texts. */
  public int size() {
    return size;
  }

  /** The number of a text, or -1 if it is not here. Allocates nothing. */
  public int find(String token) {
    int hash = hash(token);
    int slot = home(hash, slots.length);
    while (slots[slot] != 0) {
      if ((int) (slots[slot] >>> 32) == hash) {
        int number = (int) slots[slot] - 1;
        if (matches(token, starts[number], starts[number + 1])) {
          return number;
        }
      }
      slot = slot + 1 == slots.length ? 0 : slot + 1;
    }
    return -1;
  }

  /**
   * The number of a text that stands as ASCII in [from, to), or -1 if it is not here.
   *
   * @param stringHash what {@link String#hashCode} of the text is
   */
  int find(byte[] ascii, int from, int to, int stringHash) {
    int hash = stirred(stringHash);
    int slot = home(hash, slots.length);
    while (slots[slot] != 0) {
      if ((int) (slots[slot] >>> 32) == hash) {
        int number = (int) slots[slot] - 1;
        if (Arrays.equals(utf8, starts[number], starts[number + 1], ascii, from, to)) {
          return number;
        }
      }
      slot = slot + 1 == slots.length ? 0 : slot + 1;
    }
    return -1;
  }

  /** The number of a value's token i, which is added if it is not here. */
  public int add(RawValue value, int i) {
    int found = value.find(i, this);
    return found >= 0 ? found : add(value.token(i));
  }

  /**
   * The number of a text, which is added if it is not here. Half a surrogate pair, which UTF-8
   * cannot hold, becomes a question mark.
   *
   * @throws ProblemException if all texts together exceed 2 GiB
   */
  public int add(String token) {
    int found = find(token);
    if (found >= 0) {
      return found;
    }
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    if (!matches(token, bytes, 0, bytes.length)) {
      return add(new String(bytes, StandardCharsets.UTF_8));
    }
    append(bytes);
    if (slotsFor(size) > slots.length) {
      grow();
    }
    insert(slots, hash(token), size);
    return size - 1;
  }

  /** The text of a number in [0, {@link #size()}), as a new String. */
  public String token(int number) {
    int start = starts[number];
    return new String(utf8, start, starts[number + 1] - start, StandardCharsets.UTF_8);
  }

  /** What {@link CrossHash} makes of the text of a number. */
  long crossHash(int number) {
    return CrossHash.token(utf8, starts[number], starts[number + 1]);
  }

  /** Orders two texts, given by number, by their UTF-8 bytes, which is by their code points. */
  public int compare(int a, int b) {
    return Arrays.compareUnsigned(utf8, starts[a], starts[a + 1], utf8, starts[b], starts[b + 1]);
  }

  /**
   * Four bytes of a text from the given one on, as an unsigned number that orders as the bytes do;
   * zeros stand beyond its end.
   */
  public long fourBytes(int number, int from) {
    int length = starts[number + 1] - starts[number];
    long bytes = 0;
    for (int i = from; i < from + 4; i++) {
      bytes = bytes << 8 | (i < length ? utf8[starts[number] + i] & 0xFF : 0);
    }
    return bytes;
  }

  /** Whether both hold the same texts under the same numbers. */
  boolean sameAs(TokenTable other) {
    return size == other.size
        && Arrays.equals(starts, 0, size + 1, other.starts, 0, size + 1)
        && Arrays.equals(utf8, 0, starts[size], other.utf8, 0, starts[size]);
  }

  /** Gives back the room kept for more. */
  TokenTable trim() {
    utf8 = Arrays.copyOf(utf8, starts[size]);
    starts = Arrays.copyOf(starts, size + 1);
    if (slots.length > slotsFor(size)) {
      rebuild(slotsFor(size));
    }
    return this;
  }

  private void append(byte[] bytes) {
    long end = (long) starts[size] + bytes.length;
    if (end > LARGEST_ARRAY) {
      throw new ProblemException(
          "",
          "distinct values of one vocabulary exceed 2 GiB of text",
          "leave out the field or hash its values");
    }
    if (end > utf8.length) {
      utf8 =
          Arrays.copyOf(utf8, (int) Math.min(Math.max(end, utf8.length * 3L / 2), LARGEST_ARRAY));
    }
    System.arraycopy(bytes, 0, utf8, starts[size], bytes.length);
    size++;
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, (int) Math.min(size * 3L / 2 + 1, LARGEST_ARRAY));
    }
    starts[size] = (int) end;
  }

  private void grow() {
    rebuild((int) Math.min(slots.length * 8L / 5, LARGEST_ARRAY));
  }

  private void rebuild(int length) {
    long[] rebuilt = new long[length];
    for (long slot : slots) {
      if (slot != 0) {
        insert(rebuilt, (int) (slot >>> 32), (int) slot);
      }
    }
    slots = rebuilt;
  }

  private static void insert(long[] slots, int hash, int numberPlusOne) {
    int slot = home(hash, slots.length);
    while (slots[slot] != 0) {
      slot = slot + 1 == slots.length ? 0 : slot + 1;
    }
    slots[slot] = (long) hash << 32 | numberPlusOne;
  }

  private static int slotsFor(int tokens) {
    return (int) Math.min(tokens * 3L / 2 + 1, LARGEST_ARRAY);
  }

  /** The upper bits of a product, which all bits of the text's own hash have stirred. */
  private static int hash(String token) {
    return stirred(token.hashCode());
  }

  private static int stirred(int stringHash) {
    return (int) (stringHash * 0x9E3779B97F4A7C15L >>> 32);
  }

  /** Spreads hashes over any number of slots, by their upper bits. */
  private static int home(int hash, int slots) {
    return (int) ((hash & 0xFFFFFFFFL) * slots >>> 32);
  }

  private boolean matches(String token, int start, int end) {
    return matches(token, utf8, start, end);
  }

  /** Whether a text, as UTF-8, is these bytes. */
  private static boolean matches(String token, byte[] bytes, int start, int end) {
    int length = token.length();
    if (length > end - start) {
      return false;
    }
    int at = start;
    for (int i = 0; i < length; i++) {
      char c = token.charAt(i);
      if (c >= 0x80) {
        return matchesBeyondAscii(token, i, bytes, at, end);
      }
      if (bytes[at++] != c) {
        return false;
      }
    }
    return at == end;
  }

  private static boolean matchesBeyondAscii(String token, int i, byte[] bytes, int at, int end) {
    while (i < token.length()) {
      int c = token.codePointAt(i);
      i += Character.charCount(c);
      int trailing = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
      if (at + trailing >= end) {
        return false;
      }
      int lead = trailing == 0 ? c : 0xFF00 >> trailing + 1 & 0xFF | c >> 6 * trailing;
      if ((bytes[at++] & 0xFF) != lead) {
        return false;
      }
      for (int shift = 6 * (trailing - 1); shift >= 0; shift -= 6) {
        if ((bytes[at++] & 0xFF) != (0x80 | c >> shift & 0x3F)) {
          return false;
        }
      }
    }
    return at == end;
  }
}
