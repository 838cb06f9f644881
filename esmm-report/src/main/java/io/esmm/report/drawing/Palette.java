package io.esmm.report.drawing;

import java.util.List;

/**
 * The colours of pages and figures. Those of series have a contrast of at least 4.5 to 1 to the
 * background, enough to read words in them, and keep apart in the common kinds of colour blindness:
 * after the palette of Okabe and Ito (Color Universal Design, 2008), darker on white and lighter on
 * black.
 *
 * @param background of the page
 * @param text of words
 * @param softText of numbers at ticks and of notes
 * @param grid of lines behind the data
 * @param series by number, as many as {@link Ink#COLOURS}
 */
public record Palette(
    String background, String text, String softText, String grid, List<String> series) {

  /** On white: for light pages, paper and PNG. */
  public static final Palette LIGHT =
      new Palette(
          "#ffffff",
          "#1b1f24",
          "#57606a",
          "#e3e6ea",
          List.of(
              "#0067b1", "#b5460f", "#00755a", "#9c3d83", "#806000", "#00747f", "#5b4bb5",
              "#595959"));

  /** On almost black. */
  public static final Palette DARK =
      new Palette(
          "#14171c",
          "#e8eaed",
          "#a3abb5",
          "#31363e",
          List.of(
              "#6cb6ff", "#ff9a5c", "#4fcfa0", "#f29ad1", "#f0c745", "#5fd3e6", "#b3a6ff",
              "#b8bcc2"));

  /** Copies the colours. */
  public Palette {
    series = List.copyOf(series);
  }
}
