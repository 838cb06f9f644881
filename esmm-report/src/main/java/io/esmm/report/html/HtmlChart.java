package io.esmm.report.html;

import io.esmm.report.Chart;
import io.esmm.report.drawing.ChartData;
import io.esmm.report.drawing.Picture;
import java.util.List;

/** A chart as a figure: its title, the drawing, how to read it, and its numbers folded away. */
final class HtmlChart {
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
        .raw("\">\n<table>\n<thead><tr>");
    data.heads().forEach(head -> out.raw("<th scope=\"col\">").text(head).raw("</th>"));
    out.raw("</tr></thead>\n<tbody>\n");
    for (ChartData.Line line : data.lines()) {
      out.raw("<tr><th scope=\"row\">").name(line.series()).raw("</th>");
      for (double number : line.numbers()) {
        out.raw("<td class=\"number\">" + shown(number) + "</td>");
      }
      out.raw("</tr>\n");
    }
    out.raw("</tbody>\n</table>\n</div>\n</details>\n</figure>\n");
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
        : Float.toString((float) number);
  }
}
