package io.esmm.report.drawing;

import io.esmm.report.BoxChart;
import io.esmm.report.drawing.Ink.Kind;
import io.esmm.report.drawing.Stroke.Anchor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays a {@link BoxChart} out: a line for each group, its name at the left. From five numbers on a
 * box over the middle half with whiskers to the least and the greatest; the median and every number
 * always.
 */
final class BoxLayout {
  private static final double ROW = 34;
  private static final double BOX = 9;
  private static final double LINE_HEIGHT = 18;
  private static final double MOST_NAME = 130;
  private static final int LEAST_FOR_BOX = 5;

  private final BoxChart chart;
  private final Ruler ruler;
  private final List<Stroke> strokes = new ArrayList<>();
  private final double left;
  private final double right = Picture.WIDTH - 12;
  private final double bottom;
  private int points;

  BoxLayout(BoxChart chart) {
    this.chart = chart;
    List<Double> numbers = chart.boxes().stream().flatMap(box -> box.values().stream()).toList();
    ruler = Ruler.over(chart.value(), numbers, true);
    double widest =
        chart.boxes().stream().mapToDouble(box -> Lettering.width(box.name())).max().orElse(0);
    left = Math.min(MOST_NAME, widest) + 14;
    bottom = Math.max(1, chart.boxes().size()) * ROW + 4;
  }

  Picture picture() {
    Ticks ticks = ruler.ticks(4);
    for (int i = 0; i < ticks.values().size(); i++) {
      double at = xOf(ticks.values().get(i));
      line(Kind.GRID, 0, at, 0, at, bottom);
      String label = ticks.labels().get(i);
      double middle = Math.min(at, Picture.WIDTH - Lettering.width(label) / 2);
      words(Kind.SOFT_TEXT, middle, bottom + LINE_HEIGHT, Anchor.MIDDLE, label);
    }
    for (int b = 0; b < chart.boxes().size(); b++) {
      draw(chart.boxes().get(b), b, b * ROW + ROW / 2);
    }
    if (points == 0) {
      words(Kind.TEXT, (left + right) / 2, bottom / 2, Anchor.MIDDLE, "No data to draw");
    }
    words(
        Kind.TEXT,
        (left + right) / 2,
        bottom + 2 * LINE_HEIGHT,
        Anchor.MIDDLE,
        Lettering.within(chart.value().title(), right - left));
    return new Picture(Picture.WIDTH, bottom + 2 * LINE_HEIGHT + 6, strokes, points);
  }

  private void draw(BoxChart.Box box, int number, double middle) {
    String name = Lettering.within(box.name(), MOST_NAME);
    words(Kind.TEXT, left - 10, middle + 4, Anchor.END, name);
    double[] values =
        box.values().stream().filter(ruler::draws).mapToDouble(Double::doubleValue).toArray();
    if (values.length == 0) {
      return;
    }
    Arrays.sort(values);
    if (values.length >= LEAST_FOR_BOX) {
      double low = xOf(quantile(values, 0.25));
      double high = xOf(quantile(values, 0.75));
      line(Kind.THIN_LINE, number, xOf(values[0]), middle, low, middle);
      line(Kind.THIN_LINE, number, high, middle, xOf(values[values.length - 1]), middle);
      List<Spot> corners =
          List.of(
              new Spot(low, middle - BOX),
              new Spot(high, middle - BOX),
              new Spot(high, middle + BOX),
              new Spot(low, middle + BOX));
      strokes.add(new Stroke.Area(new Ink(Kind.AREA, number), corners));
    }
    double median = xOf(quantile(values, 0.5));
    line(Kind.SOLID_LINE, number, median, middle - BOX, median, middle + BOX);
    for (double value : values) {
      strokes.add(new Stroke.Mark(new Ink(Kind.MARK, number), new Spot(xOf(value), middle), 2.5));
    }
    points += values.length;
  }

  /** By linear interpolation between the two numbers beside the place share * (n - 1). */
  static double quantile(double[] ascending, double share) {
    double place = share * (ascending.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(ascending.length - 1, below + 1);
    return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
  }

  private double xOf(double number) {
    return left + ruler.share(number) * (right - left);
  }

  private void line(Kind kind, int number, double x1, double y1, double x2, double y2) {
    strokes.add(
        new Stroke.Line(new Ink(kind, number), List.of(new Spot(x1, y1), new Spot(x2, y2))));
  }

  private void words(Kind kind, double x, double y, Anchor anchor, String text) {
    if (!text.isBlank()) {
      strokes.add(new Stroke.Words(Ink.of(kind), new Spot(x, y), anchor, text));
    }
  }
}
