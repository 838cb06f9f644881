package io.esmm.report;

import java.util.List;

/**
 * Series that would hide each other in one plot, each in a small one of its own, all over the same
 * axes, so that what stands at the same place has the same value: the reliability of seven methods.
 *
 * @param title what it shows
 * @param text how to read it; may be empty
 * @param x the horizontal axis of every panel
 * @param y the vertical axis of every panel
 * @param series in the order of the panels; lines to compare with stand in every panel and have
 *     none of their own
 */
public record PanelChart(String title, String text, Axis x, Axis y, List<Series> series)
    implements Chart {
  /** Copies the series. */
  public PanelChart {
    series = List.copyOf(series);
  }

  /** The series of a chart, each in a panel. */
  public static PanelChart of(LineChart chart) {
    return new PanelChart(chart.title(), chart.text(), chart.x(), chart.y(), chart.series());
  }

  /** The same over another horizontal axis. */
  public PanelChart over(Axis newX) {
    return new PanelChart(title, text, newX, y, series);
  }
}
