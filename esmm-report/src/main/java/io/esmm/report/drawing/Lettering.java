package io.esmm.report.drawing;

import java.util.ArrayList;
import java.util.List;

/** Estimates of how wide words are, generous enough for the usual fonts without serifs. */
public final class Lettering {
  /** The size of all words in a picture. */
  public static final double SIZE = 13;

  private static final String ELLIPSIS = "\u2026";

  private Lettering() {}

  /** The estimated width of one line. */
  public static double width(String text) {
    double width = 0;
    for (int i = 0; i < text.length(); ) {
      int letter = text.codePointAt(i);
      width += width(letter);
      i += Character.charCount(letter);
    }
    return width * SIZE;
  }

  private static double width(int letter) {
    if (letter >= 0x2e80) {
      return 1.05;
    }
    if ("iljtfrI.,:;'|!()[] ".indexOf(letter) >= 0) {
      return 0.36;
    }
    if (Character.isUpperCase(letter) || letter == 'm' || letter == 'w') {
      return 0.76;
    }
    return 0.6;
  }

  /** The words, cut off with an ellipsis where they would be wider. */
  public static String within(String text, double width) {
    if (width(text) <= width) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    double used = width(ELLIPSIS);
    for (int i = 0; i < text.length(); ) {
      int letter = text.codePointAt(i);
      used += width(letter) * SIZE;
      if (used > width) {
        break;
      }
      kept.appendCodePoint(letter);
      i += Character.charCount(letter);
    }
    return kept.toString().stripTrailing() + ELLIPSIS;
  }

  /** The words on lines of at most this width; a longer word is cut off. */
  public static List<String> lines(String text, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split("\\s+", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (width(longer) > width && !line.isEmpty()) {
        lines.add(line);
        line = within(word, width);
      } else {
        line = within(longer, width);
      }
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }
}
