package io.esmm.report.model;

import io.esmm.report.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * The points of a curve that a drawing needs: those without which the line would leave the curve by
 * more than an eye can see (Douglas and Peucker, "Algorithms for the reduction of the number of
 * points ...", Cartographica 10, 1973). A page of ten curves is then small, and its tables of
 * numbers short enough to be read.
 */
final class VisiblePoints {
  /** Of the length of an axis from 0 to 1: less than half the width of a line. */
  static final double DISTANCE = 1.0 / 400;

  private final List<Point> points;
  private final boolean[] kept;

  private VisiblePoints(List<Point> points) {
    this.points = points;
    this.kept = new boolean[points.size()];
  }

  /** Some of the points, the first and the last among them, in their order. */
  static List<Point> of(List<Point> points) {
    return points.size() < 3 ? points : new VisiblePoints(points).chosen();
  }

  private List<Point> chosen() {
    int last = points.size() - 1;
    kept[0] = true;
    kept[last] = true;
    choose(0, last);
    List<Point> chosen = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      if (kept[i]) {
        chosen.add(points.get(i));
      }
    }
    return chosen;
  }

  /** Keeps what is far from the line between two points that are kept, the furthest first. */
  private void choose(int from, int to) {
    int furthest = from;
    double most = DISTANCE;
    for (int i = from + 1; i < to; i++) {
      double distance = distance(points.get(i), points.get(from), points.get(to));
      if (distance > most) {
        most = distance;
        furthest = i;
      }
    }
    if (furthest > from) {
      kept[furthest] = true;
      choose(from, furthest);
      choose(furthest, to);
    }
  }

  /** From a point to a line of two points, to the first of them where both are one. */
  static double distance(Point point, Point from, Point to) {
    double x = to.x() - from.x();
    double y = to.y() - from.y();
    double length = Math.hypot(x, y);
    double right = point.x() - from.x();
    double up = point.y() - from.y();
    return length == 0 ? Math.hypot(right, up) : Math.abs(x * up - y * right) / length;
  }
}
