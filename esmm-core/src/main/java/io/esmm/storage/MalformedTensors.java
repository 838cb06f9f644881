package io.esmm.storage;

/** Bytes that are no safetensors file: in which section, and why. */
final class MalformedTensors extends Exception {
  private static final long serialVersionUID = 1L;

  private final String section;
  private final String reason;

  /**
   * A finding.
   *
   * @param section {@code header}, {@code tensor NAME} or {@code data}
   */
  MalformedTensors(String section, String reason) {
    super(section + ": " + reason);
    this.section = section;
    this.reason = reason;
  }

  String section() {
    return section;
  }

  String reason() {
    return reason;
  }
}
