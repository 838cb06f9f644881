package io.esmm.field;

import org.jspecify.annotations.Nullable;

/**
 * What every kind of field demands of a raw value, whatever was learnt. Used before anything is
 * learnt, while the training rows are counted; {@link FieldEncoder#problem} asks the same and a
 * little more.
 */
public final class ValueCheck {
  private static final double LARGEST_WHOLE_NUMBER = 0x1p53;

  private ValueCheck() {}

  /**
   * What is wrong with the value, naming it, or null if it can be encoded. Costs no allocation when
   * nothing is wrong, except for parsing a number that stands as text.
   */
  public static @Nullable String problem(ReadField field, RawValue value) {
    return switch (field) {
      case CategoricalField f -> single(f, value);
      case NumericField f -> number(value);
      case BagField f -> weights(value);
      case SequenceField f -> weights(value);
    };
  }

  private static @Nullable String single(CategoricalField field, RawValue value) {
    if (value.size() > 1) {
      return "categorical field with "
          + value.size()
          + " values ["
          + value.token(0)
          + "], ["
          + value.token(1)
          + "]; declare it as a bag to keep them all";
    }
    return weights(value);
  }

  private static @Nullable String number(RawValue value) {
    if (value.isNumber()) {
      return outsideFloat(value.number());
    }
    if (value.size() > 1) {
      return "numeric field with "
          + value.size()
          + " values ["
          + value.token(0)
          + "], ["
          + value.token(1)
          + "]";
    }
    if (value.size() == 0 || value.token(0).isEmpty()) {
      return null;
    }
    double x = StrictNumber.parse(value.token(0));
    return Double.isNaN(x) ? "non-numeric value [" + value.token(0) + "]" : outsideFloat(x);
  }

  private static @Nullable String outsideFloat(double x) {
    return Math.abs(x) > Float.MAX_VALUE
        ? (Double.isInfinite(x)
            ? "infinite number"
            : "number [" + x + "] outside the range of a float")
        : null;
  }

  private static @Nullable String weights(RawValue value) {
    if (value.isNumber() && Math.abs(value.number()) > LARGEST_WHOLE_NUMBER) {
      return "number [" + value.number() + "] too large to be an exact id; give it as text";
    }
    for (int i = 0; i < value.size(); i++) {
      if (!Float.isFinite(value.weight(i))) {
        return "weight [" + value.weight(i) + "] of [" + value.token(i) + "] is not finite";
      }
    }
    return null;
  }
}
