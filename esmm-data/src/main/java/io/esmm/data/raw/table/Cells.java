package io.esmm.data.raw.table;

import io.esmm.data.raw.DecimalText;
import io.esmm.data.raw.RawField;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.NumericField;
import io.esmm.field.Pooling;
import io.esmm.field.RawValue;
import io.esmm.field.SequenceField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a cell means as a field's value, a label or a key. */
final class Cells {
  private static final double LARGEST_WHOLE_NUMBER = 0x1p53;

  private Cells() {}

  /** One text for one value, whatever its type: 5, 5.0 and "5" are the same. */
  static @Nullable String text(@Nullable Object cell) {
    return switch (cell) {
      case null -> null;
      case String s -> s.isEmpty() ? null : s;
      case Double d when d.isNaN() -> null;
      case Double d when d == Math.rint(d) && Math.abs(d) <= LARGEST_WHOLE_NUMBER ->
          Long.toString(d.longValue());
      default -> cell.toString();
    };
  }

  /** 0, 1, or -1 if the cell is neither. */
  static byte label(Object cell) {
    return switch (cell) {
      case Boolean b -> (byte) (b ? 1 : 0);
      case Long n -> bit(n);
      case Double d -> bit(d);
      case String s when s.equalsIgnoreCase("true") -> (byte) 1;
      case String s when s.equalsIgnoreCase("false") -> (byte) 0;
      case String s -> bit(DecimalText.parse(s.strip()));
      default -> (byte) -1;
    };
  }

  private static byte bit(double x) {
    return (byte) (x == 1 ? 1 : x == 0 ? 0 : -1);
  }

  /**
   * Reads a cell as a field's value.
   *
   * @return what is wrong with it, or null
   */
  static @Nullable String read(RawField field, @Nullable Object cell, RawValue out) {
    out.clear();
    if (cell == null) {
      return null;
    }
    return switch (field.config()) {
      case CategoricalField f -> single(cell, out);
      case NumericField f -> number(cell, out);
      case BagField f -> several(cell, field.separator(), f.pooling() == Pooling.WEIGHTED, out);
      case SequenceField f -> several(cell, field.separator(), false, out);
    };
  }

  private static @Nullable String single(Object cell, RawValue out) {
    switch (cell) {
      case List<?> list -> {
        for (Object element : list) {
          add(element, out);
        }
      }
      case Map<?, ?> map -> {
        return "categorical field with an object; declare it as a bag";
      }
      default -> add(cell, out);
    }
    return null;
  }

  private static @Nullable String number(Object cell, RawValue out) {
    switch (cell) {
      case Long n -> out.setNumber(n);
      case Double d -> out.setNumber(d);
      case Boolean b -> out.setNumber(b ? 1 : 0);
      case String s -> {
        String stripped = s.strip();
        double x = DecimalText.parse(stripped);
        if (Double.isNaN(x)) {
          out.add(stripped);
        } else {
          out.setNumber(x);
        }
      }
      default -> {
        return "numeric field with several values";
      }
    }
    return null;
  }

  private static @Nullable String several(
      Object cell, @Nullable Character separator, boolean weighted, RawValue out) {
    switch (cell) {
      case List<?> list -> {
        for (Object element : list) {
          @Nullable String problem =
              weighted && element instanceof String s
                  ? WeightedToken.add(s, out)
                  : listElement(element, weighted, out);
          if (problem != null) {
            return problem;
          }
        }
      }
      case Map<?, ?> map -> {
        return weights(map, weighted, out);
      }
      case String s -> {
        return split(s, separator, weighted, out);
      }
      default -> add(cell, out);
    }
    return null;
  }

  private static @Nullable String listElement(
      @Nullable Object element, boolean weighted, RawValue out) {
    if (element instanceof Map<?, ?> map) {
      return weights(map, weighted, out);
    }
    if (element instanceof List<?>) {
      return "a list within a list";
    }
    add(element, out);
    return null;
  }

  private static @Nullable String weights(Map<?, ?> map, boolean weighted, RawValue out) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      @Nullable String token = text(entry.getKey());
      if (!(entry.getValue() instanceof Number weight)) {
        return "weight [" + entry.getValue() + "] of [" + token + "] is not a number";
      }
      if (token != null) {
        out.add(token, weighted ? weight.floatValue() : 1f);
      }
    }
    return null;
  }

  private static void add(@Nullable Object element, RawValue out) {
    @Nullable String token = text(element);
    if (token != null) {
      out.add(token);
    }
  }

  /** {@code 1 2 3}, {@code 1,2,3}, {@code [1, 2, 3]}; with weights {@code a:0.5 b:1.2}. */
  private static @Nullable String split(
      String text, @Nullable Character separator, boolean weighted, RawValue out) {
    int to = text.length();
    int from = 0;
    if (to >= 2 && text.charAt(0) == '[' && text.charAt(to - 1) == ']') {
      from++;
      to--;
    }
    int begin = from;
    for (int i = from; i <= to; i++) {
      if (i == to || separates(text.charAt(i), separator)) {
        if (i > begin) {
          String token = text.substring(begin, i);
          if (weighted) {
            @Nullable String problem = WeightedToken.add(token, out);
            if (problem != null) {
              return problem;
            }
          } else {
            out.add(token);
          }
        }
        begin = i + 1;
      }
    }
    return null;
  }

  private static boolean separates(char c, @Nullable Character separator) {
    if (separator != null) {
      return c == separator;
    }
    return c == ' ' || c == ',' || c == ';' || c == '|' || c == '\t';
  }
}
