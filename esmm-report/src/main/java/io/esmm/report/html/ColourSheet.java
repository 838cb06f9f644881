package io.esmm.report.html;

import io.esmm.report.drawing.Ink;
import io.esmm.report.drawing.Palette;

/** The palettes as a style sheet: variables that follow the reader's choice, light on paper. */
final class ColourSheet {
  private ColourSheet() {}

  static String text() {
    StringBuilder text = new StringBuilder();
    text.append(":root{").append(variables(Palette.LIGHT)).append("}\n");
    text.append("@media screen and (prefers-color-scheme:dark){:root{")
        .append(variables(Palette.DARK))
        .append("}}\n");
    for (int c = 0; c < Ink.COLOURS; c++) {
      text.append(".c%d{--ink:var(--series-%d)}\n".formatted(c, c));
    }
    return text.toString();
  }

  private static String variables(Palette palette) {
    StringBuilder text = new StringBuilder();
    text.append("--background:").append(palette.background());
    text.append(";--text:").append(palette.text());
    text.append(";--soft:").append(palette.softText());
    text.append(";--grid:").append(palette.grid());
    for (int c = 0; c < palette.series().size(); c++) {
      text.append(";--series-").append(c).append(':').append(palette.series().get(c));
    }
    return text.toString();
  }
}
