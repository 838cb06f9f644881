package io.esmm.data.raw.table;

import io.esmm.data.raw.DecimalText;
import io.esmm.field.RawValue;
import org.jspecify.annotations.Nullable;

/** {@code token:weight}; without a colon the weight is 1. */
final class WeightedToken {
  private WeightedToken() {}

  /**
   * Adds the token with its weight.
   *
   * @return what is wrong with it, or null
   */
  static @Nullable String add(String text, RawValue out) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      out.add(text);
      return null;
    }
    String number = text.substring(colon + 1);
    double weight = DecimalText.parse(number);
    if (Double.isNaN(weight)) {
      weight = slowly(number);
      if (!Double.isFinite(weight)) {
        return "weight [" + number + "] of [" + text.substring(0, colon) + "] is not a number";
      }
    }
    out.add(text.substring(0, colon), (float) weight);
    return null;
  }

  private static double slowly(String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
