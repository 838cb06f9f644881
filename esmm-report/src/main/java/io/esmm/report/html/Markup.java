package io.esmm.report.html;

import java.util.Locale;

/** Builds markup from tags that the code names and text that it does not trust. */
final class Markup {
  /** Names of more letters are broken anywhere, so that they do not make the page wide. */
  private static final int LONG = 40;

  private static final char REPLACEMENT = '\ufffd';

  private final StringBuilder markup = new StringBuilder(1 << 16);

  /** Appends markup that the code itself consists of. */
  Markup raw(String trusted) {
    markup.append(trusted);
    return this;
  }

  /** Appends text of a report, as text. */
  Markup text(String untrusted) {
    for (int i = 0; i < untrusted.length(); i++) {
      char letter = untrusted.charAt(i);
      switch (letter) {
        case '&' -> markup.append("&amp;");
        case '<' -> markup.append("&lt;");
        case '>' -> markup.append("&gt;");
        case '"' -> markup.append("&quot;");
        case '\'' -> markup.append("&#39;");
        default -> {
          boolean pair =
              Character.isHighSurrogate(letter)
                  && i + 1 < untrusted.length()
                  && Character.isLowSurrogate(untrusted.charAt(i + 1));
          if (pair) {
            markup.append(letter).append(untrusted.charAt(++i));
          } else {
            markup.append(isAllowed(letter) ? letter : REPLACEMENT);
          }
        }
      }
    }
    return this;
  }

  /** Appends a name whose direction of writing may differ from that of the page. */
  Markup name(String untrusted) {
    return raw(untrusted.length() > LONG ? "<bdi class=\"long\">" : "<bdi>")
        .text(untrusted)
        .raw("</bdi>");
  }

  /** Appends a length, with the digits that can be seen. */
  Markup length(double units) {
    String text = String.format(Locale.ROOT, "%.1f", units);
    return raw(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
  }

  private static boolean isAllowed(char letter) {
    return letter == '\n'
        || letter == '\t'
        || (!Character.isISOControl(letter) && !Character.isSurrogate(letter) && letter < '\ufffe');
  }

  @Override
  public String toString() {
    return markup.toString();
  }
}
