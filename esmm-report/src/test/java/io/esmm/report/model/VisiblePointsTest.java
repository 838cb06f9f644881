package io.esmm.report.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.report.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VisiblePointsTest {

  @Test
  void ofALineTheEndsAreEnoughAndACornerStays() {
    Point from = Point.of(0, 0);
    Point corner = Point.of(0.25, 0.75);
    Point to = Point.of(1, 1);
    List<Point> points = List.of(from, Point.of(0.125, 0.375), corner, Point.of(0.625, 0.875), to);
    assertThat(VisiblePoints.of(points)).containsExactly(from, corner, to);
    assertThat(VisiblePoints.of(List.of(from, to))).containsExactly(from, to);
    assertThat(VisiblePoints.of(List.of())).isEmpty();
  }

  /** A right angle of sides 3 and 4: its height over the side of 5 is 3 * 4 / 5. */
  @Test
  void distanceIsThatOfThePerpendicular() {
    Point corner = Point.of(0, 0);
    assertThat(VisiblePoints.distance(corner, Point.of(3, 0), Point.of(0, 4))).isEqualTo(2.4);
    assertThat(VisiblePoints.distance(corner, Point.of(3, 4), Point.of(3, 4))).isEqualTo(5);
  }

  @Test
  void noPointOfARocIsFurtherFromTheDrawnLineThanAnEyeCanSee() {
    Random random = new Random(5);
    for (int curve = 0; curve < 50; curve++) {
      List<Point> points = new ArrayList<>(List.of(Point.of(0, 0)));
      double x = 0;
      double y = 0;
      while (x < 1 || y < 1) {
        x = Math.min(1, x + (random.nextBoolean() ? 0.02 * random.nextDouble() : 0));
        y = Math.min(1, y + (random.nextBoolean() ? 0.02 * random.nextDouble() : 0));
        points.add(Point.of(x, y));
      }
      List<Point> drawn = VisiblePoints.of(points);
      assertThat(points).containsSubsequence(drawn);
      assertThat(drawn).startsWith(points.getFirst()).endsWith(points.getLast());
      int next = 1;
      for (Point point : points) {
        if (point.equals(drawn.get(next)) && next + 1 < drawn.size()) {
          next++;
        }
        assertThat(VisiblePoints.distance(point, drawn.get(next - 1), drawn.get(next)))
            .isLessThanOrEqualTo(VisiblePoints.DISTANCE);
      }
    }
  }
}
