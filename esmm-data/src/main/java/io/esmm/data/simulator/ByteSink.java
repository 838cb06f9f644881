package io.esmm.data.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Checksum;
import java.util.zip.Deflater;

/** Text in the making, as bytes: grows, and is used again after {@link #clear()}. */
final class ByteSink {
  private static final int LONGEST_NUMBER = 20;
  private static final int PACKED_AT_ONCE = 1 << 14;

  private byte[] bytes = new byte[1 << 16];
  private int size;

  void clear() {
    size = 0;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  /** Updates the checksum with the text and returns its length. */
  int addTo(Checksum checksum) {
    checksum.update(bytes, 0, size);
    return size;
  }

  /**
   * Appends the text, compressed, to another sink; ends on a byte's end, with everything flushed.
   */
  void deflate(Deflater deflater, ByteSink into) {
    deflater.reset();
    deflater.setInput(bytes, 0, size);
    int room;
    int made;
    do {
      into.reserve(PACKED_AT_ONCE);
      room = into.bytes.length - into.size;
      made = deflater.deflate(into.bytes, into.size, room, Deflater.SYNC_FLUSH);
      into.size += made;
    } while (made == room);
  }

  ByteSink put(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  ByteSink put(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
    return this;
  }

  /** A number that is not negative, in decimals. */
  ByteSink putNumber(long number) {
    reserve(LONGEST_NUMBER);
    int digits = 1;
    for (long power = 10; power <= number && digits < 19; power *= 10) {
      digits++;
    }
    putDigits(number, digits);
    return this;
  }

  /** Billionths between 0 and 1 as 0.123456789. */
  ByteSink putBillionths(int billionths) {
    put('0').put('.');
    reserve(LONGEST_NUMBER);
    putDigits(billionths, 9);
    return this;
  }

  /** A number of hours that is not negative, with four decimals. */
  ByteSink putHours(double hours) {
    long parts = Math.round(1e4 * hours);
    putNumber(parts / 10_000).put('.');
    reserve(LONGEST_NUMBER);
    putDigits(parts % 10_000, 4);
    return this;
  }

  private void putDigits(long number, int digits) {
    int end = size + digits;
    size = end;
    long rest = number;
    for (; digits > 9; digits--) {
      bytes[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    // At most nine digits are left: the faster division.
    int small = (int) rest;
    for (; digits > 0; digits--) {
      int tenth = small / 10;
      bytes[--end] = (byte) ('0' + (small - 10 * tenth));
      small = tenth;
    }
  }

  /** A key of 16 hexadecimal digits. */
  ByteSink putHex(long key) {
    reserve(16);
    for (int shift = 60; shift >= 0; shift -= 4) {
      bytes[size++] = (byte) Character.forDigit((int) (key >>> shift) & 15, 16);
    }
    return this;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.US_ASCII);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
