package io.esmm.storage;

import java.util.Locale;

/** How a file's content is checked: how sure against how fast. */
public enum ChecksumKind {
  /** Finds any change, a wilful one too. For models. */
  SHA256(64),
  /** Finds accidents at several GB/s. For prepared columns of any size. */
  CRC32C(8);

  private final int digits;

  ChecksumKind(int digits) {
    this.digits = digits;
  }

  /** The name in a manifest: {@code sha256}, {@code crc32c}. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number of lower-case hexadecimal digits of a checksum. */
  public int digits() {
    return digits;
  }
}
