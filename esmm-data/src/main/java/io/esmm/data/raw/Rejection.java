package io.esmm.data.raw;

/**
 * Why a row cannot be used.
 *
 * @param reason the kind of failure, the same for all rows that fail alike: they are counted by it
 * @param detail what stands in this row
 */
public record Rejection(String reason, String detail) {
  @Override
  public String toString() {
    return reason + ": " + detail;
  }
}
