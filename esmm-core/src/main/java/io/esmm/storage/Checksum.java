package io.esmm.storage;

/**
 * A checksum of some content.
 *
 * @param kind how it was computed
 * @param hex its value, {@link ChecksumKind#digits()} lower-case hexadecimal digits
 */
public record Checksum(ChecksumKind kind, String hex) {
  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if they are not as many as the kind has, lower-case and
   *     hexadecimal
   */
  public Checksum {
    if (hex.length() != kind.digits() || !hex.chars().allMatch(Checksum::isLowerHex)) {
      throw new IllegalArgumentException(
          kind.jsonName() + " has " + kind.digits() + " lower-case hexadecimal digits, not " + hex);
    }
  }

  private static boolean isLowerHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  @Override
  public String toString() {
    return kind.jsonName() + " " + hex;
  }
}
