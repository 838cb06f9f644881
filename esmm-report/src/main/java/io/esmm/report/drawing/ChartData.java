package io.esmm.report.drawing;

import io.esmm.report.Axis;
import io.esmm.report.BoxChart;
import io.esmm.report.Chart;
import io.esmm.report.LineChart;
import io.esmm.report.PanelChart;
import io.esmm.report.Point;
import io.esmm.report.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of a chart as a table, without lines that are only drawn to compare with.
 *
 * @param heads of the columns, the first one for the names of series
 * @param lines the rows
 */
public record ChartData(List<String> heads, List<Line> lines) {
  /** Copies the lists. */
  public ChartData {
    heads = List.copyOf(heads);
    lines = List.copyOf(lines);
  }

  /**
   * A row.
   *
   * @param series its name
   * @param numbers one for each further column; NaN where there is none
   */
  public record Line(String series, List<Double> numbers) {
    /** Copies the numbers. */
    public Line {
      numbers = List.copyOf(numbers);
    }
  }

  /** Takes them from the chart. */
  public static ChartData of(Chart chart) {
    return switch (chart) {
      case LineChart lines -> of(lines.x(), lines.y(), lines.series());
      case PanelChart panels -> of(panels.x(), panels.y(), panels.series());
      case BoxChart boxes -> of(boxes);
    };
  }

  private static ChartData of(Axis x, Axis y, List<Series> all) {
    boolean intervals = all.stream().flatMap(s -> s.points().stream()).anyMatch(Point::hasInterval);
    List<String> heads = new ArrayList<>(List.of("series", x.title(), y.title()));
    if (intervals) {
      heads.addAll(List.of("low", "high"));
    }
    List<Line> lines = new ArrayList<>();
    for (Series series : all) {
      if (series.drawing() != Series.Drawing.REFERENCE) {
        series
            .points()
            .forEach(p ->
                lines.add(
                    new Line(
                        series.name(),
                        intervals
                            ? List.of(p.x(), p.y(), p.low(), p.high())
                            : List.of(p.x(), p.y()))));
      }
    }
    return new ChartData(heads, lines);
  }

  private static ChartData of(BoxChart chart) {
    List<Line> lines = new ArrayList<>();
    for (BoxChart.Box box : chart.boxes()) {
      box.values().forEach(value -> lines.add(new Line(box.name(), List.of(value))));
    }
    return new ChartData(List.of("series", chart.value().title()), lines);
  }
}
