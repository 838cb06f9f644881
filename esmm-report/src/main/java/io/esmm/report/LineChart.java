package io.esmm.report;

import java.util.List;

/**
 * Series over two axes: curves with bands, reliability diagrams, histograms.
 *
 * @param title what it shows
 * @param text how to read it; may be empty
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series in the order of the legend; a chart without a point says that there is no data
 */
public record LineChart(String title, String text, Axis x, Axis y, List<Series> series)
    implements Chart {
  /** Copies the series. */
  public LineChart {
    series = List.copyOf(series);
  }
}
