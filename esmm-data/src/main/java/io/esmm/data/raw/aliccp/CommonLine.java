package io.esmm.data.raw.aliccp;

import java.util.Arrays;

/** A growing buffer with one line of common features. */
final class CommonLine {
  private byte[] bytes = new byte[1 << 14];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void reserve(int size) {
    if (size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
    }
  }

  CommonLine length(int newLength) {
    length = newLength;
    return this;
  }
}
