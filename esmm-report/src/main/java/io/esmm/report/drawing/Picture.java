package io.esmm.report.drawing;

import io.esmm.report.BoxChart;
import io.esmm.report.Chart;
import io.esmm.report.LineChart;
import io.esmm.report.PanelChart;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart laid out, without its title, which stands in the page as text.
 *
 * @param width in units of which the letters are {@link Lettering#SIZE} high
 * @param height in the same units
 * @param strokes from back to front
 * @param points how many points of the data are drawn
 */
public record Picture(double width, double height, List<Stroke> strokes, int points) {
  /** Of every picture: narrow enough for a phone to show its letters in a size to read. */
  static final double WIDTH = 400;

  /** Copies the strokes, which are drawn in this order. */
  public Picture {
    strokes = List.copyOf(strokes);
  }

  /** Lays a chart out. */
  public static Picture of(Chart chart) {
    return switch (chart) {
      case LineChart lines -> new LineLayout(lines).picture();
      case PanelChart panels -> new PanelLayout(panels).picture();
      case BoxChart boxes -> new BoxLayout(boxes).picture();
    };
  }

  /** The corners of a mark that is no circle: a square, a triangle or a diamond. */
  public List<Spot> corners(Ink ink, Spot spot, double radius) {
    double r = radius;
    return switch (ink.dashes()) {
      case 1 -> around(spot, -r, -r, r, -r, r, r, -r, r);
      case 2 -> around(spot, 0, -1.3 * r, 1.2 * r, r, -1.2 * r, r);
      default -> around(spot, 0, -1.4 * r, 1.4 * r, 0, 0, 1.4 * r, -1.4 * r, 0);
    };
  }

  private static List<Spot> around(Spot spot, double... offsets) {
    List<Spot> corners = new ArrayList<>();
    for (int i = 0; i < offsets.length; i += 2) {
      corners.add(new Spot(spot.x() + offsets[i], spot.y() + offsets[i + 1]));
    }
    return corners;
  }
}
