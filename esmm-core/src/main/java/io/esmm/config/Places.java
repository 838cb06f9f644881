package io.esmm.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.problem.Problem;
import java.util.Locale;

/**
 * Names places in a JSON document, {@code conf.json#/funnel/events/1}, and shows what stands there.
 */
final class Places {
  private static final int LONGEST_VALUE = 60;
  private static final int LONGEST_TEXT = 1000;

  private final String source;

  Places(String source) {
    this.source = source;
  }

  /** A problem at a pointer, fit to be printed whatever the document holds. */
  Problem problem(String pointer, String what, String remedy) {
    return new Problem(printable(place(pointer)), printable(what), printable(remedy));
  }

  /** The name of a place. */
  String place(String pointer) {
    return source + "#" + pointer;
  }

  /** The pointer of a property. */
  static String child(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** A value in brackets, shortened. */
  static String shown(JsonNode node) {
    return "[" + shortened(node.toString(), LONGEST_VALUE) + "]";
  }

  /** What a value is, in words. */
  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "a string";
      case NUMBER -> node.isIntegralNumber() ? "an integer" : "a number with a fraction";
      case BOOLEAN -> "a boolean";
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case NULL -> "nothing";
      case BINARY, MISSING, POJO -> node.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  /** A text without characters that move the cursor or hide; shortened if it is very long. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    shortened(text, LONGEST_TEXT)
        .codePoints()
        .forEach(c -> {
          int type = Character.getType(c);
          if (Character.isISOControl(c)
              || type == Character.FORMAT
              || type == Character.SURROGATE
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR) {
            printable.append(String.format(Locale.ROOT, "\\u%04x", c));
          } else {
            printable.appendCodePoint(c);
          }
        });
    return printable.toString();
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
  }
}
