package io.esmm.field;

/**
 * Decimal numbers as data files write them: {@code -12.5e3}; no hexadecimal, suffix, space or word.
 */
public final class StrictNumber {
  private StrictNumber() {}

  /** The number, or NaN if the text is not one; infinite if it is too large for a double. */
  public static double parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
