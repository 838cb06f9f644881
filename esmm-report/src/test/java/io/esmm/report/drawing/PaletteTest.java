package io.esmm.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaletteTest {

  static List<Palette> palettes() {
    return List.of(Palette.LIGHT, Palette.DARK);
  }

  /** WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text. */
  @ParameterizedTest
  @MethodSource("palettes")
  void everyColourCanBeReadOnTheBackground(Palette palette) {
    List<String> colours = new ArrayList<>(palette.series());
    colours.add(palette.text());
    colours.add(palette.softText());
    assertThat(palette.series()).hasSize(Ink.COLOURS).doesNotHaveDuplicates();
    assertThat(colours)
        .allSatisfy(colour ->
            assertThat(contrast(colour, palette.background())).isGreaterThanOrEqualTo(4.5));
  }

  private static double contrast(String a, String b) {
    double first = luminance(a);
    double second = luminance(b);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return 0.2126 * linear(rgb >> 16)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
