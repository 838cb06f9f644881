package io.esmm.report.html;

import io.esmm.report.Chart;
import io.esmm.report.drawing.ChartData;
import io.esmm.report.drawing.Picture;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** A chart as a figure: its title, the drawing, how to read it, and its numbers folded away. */
final class HtmlChart {
  /** What a reader can use; all digits stand in the CSV and in results as JSON. */
  private static final MathContext DIGITS = new MathContext(6);

  private final Chart chart;
  private final String id;
  private final Markup out;

  /**
   * @param id of the chart in the page
   */
  HtmlChart(Chart chart, String id, Markup out) {
    this.chart = chart;
    this.id = id;
    this.out = out;
  }

  void write() {
    ChartData data = ChartData.of(chart);
    out.raw("<figure id=\"" + id + "\">\n<figcaption>").text(chart.title()).raw("</figcaption>\n");
    new SvgPicture(Picture.of(chart), out).write(id, chart.title(), description(data));
    if (!chart.text().isEmpty()) {
      out.raw("<p class=\"note\">").text(chart.text()).raw("</p>\n");
    }
    out.raw(
            "<details>\n<summary>Numbers of this chart</summary>\n<div class=\"wide\" tabindex=\"0\"")
        .raw(" role=\"group\" aria-label=\"Numbers: ")
        .text(chart.title())
        .raw("\">\n<table>\n<caption class=\"unseen\">")
        .text(chart.title())
        .raw("</caption>\n<thead><tr>");
    data.heads()
        .subList(1, data.heads().size())
        .forEach(head -> out.raw("<th scope=\"col\">").text(head).raw("</th>"));
    out.raw("</tr></thead>\n");
    String series = null;
    for (ChartData.Line line : data.lines()) {
      if (!line.series().equals(series)) {
        out.raw(series == null ? "<tbody>\n" : "</tbody>\n<tbody>\n");
        series = line.series();
        group(series, line.numbers().size());
      }
      out.raw("<tr>");
      for (double number : line.numbers()) {
        out.raw("<td>" + shown(number) + "</td>");
      }
      out.raw("</tr>\n");
    }
    out.raw(series == null ? "" : "</tbody>\n").raw("</table>\n</div>\n</details>\n</figure>\n");
  }

  /** The name of a series once above its numbers, for eyes and screen readers alike. */
  private void group(String name, int columns) {
    out.raw("<tr><th scope=\"rowgroup\" colspan=\"" + columns + "\">")
        .name(name)
        .raw("</th></tr>\n");
  }

  private String description(ChartData data) {
    List<String> names = data.lines().stream().map(ChartData.Line::series).distinct().toList();
    String text = chart.text().isEmpty() ? "" : chart.text() + " ";
    return names.isEmpty()
        ? text + "There is no data."
        : text + "Series: " + String.join(", ", names) + ". The numbers follow as a table.";
  }

  private static String shown(double number) {
    if (!Double.isFinite(number)) {
      return "";
    }
    return number == Math.rint(number) && Math.abs(number) < 1e9
        ? Long.toString((long) number)
        : Double.toString(new BigDecimal(number).round(DIGITS).doubleValue());
  }
}
