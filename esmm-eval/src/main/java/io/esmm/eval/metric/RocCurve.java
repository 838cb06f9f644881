package io.esmm.eval.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * The ROC curve of some rows: for every threshold the share of negatives above it against the share
 * of positives above it, from (0, 0) to (1, 1). The area under all of its points, joined by
 * straight lines, is {@link Auc}; rows of equal probability are one threshold.
 *
 * <p>For drawing, points that lie close to the one before are left out.
 */
public final class RocCurve {
  private RocCurve() {}

  /**
   * A point of the curve.
   *
   * @param falsePositiveRate the share of the negatives at or above the threshold
   * @param truePositiveRate the share of the positives at or above the threshold
   */
  public record Point(double falsePositiveRate, double truePositiveRate) {}

  /**
   * The points by ascending rates, both ends included; empty without both classes.
   *
   * @param distance a point is left out if neither rate has grown by this much since the last one;
   *     0 leaves out none. There are at most 2 / distance + 2 points.
   */
  public static List<Point> of(ScoredRows rows, double distance) {
    if (rows.oneClass().isPresent()) {
      return List.of();
    }
    double positives = rows.positives();
    double negatives = rows.negatives();
    long positivesAbove = rows.positives();
    long negativesAbove = rows.negatives();
    List<Point> descending = new ArrayList<>();
    Point last = new Point(1, 1);
    descending.add(last);
    for (Ties.Walk walk = rows.ties().walk(); walk.next(); ) {
      positivesAbove -= walk.positives();
      negativesAbove -= walk.negatives();
      Point point = new Point(negativesAbove / negatives, positivesAbove / positives);
      boolean end = positivesAbove == 0 && negativesAbove == 0;
      if (end
          || last.falsePositiveRate - point.falsePositiveRate >= distance
          || last.truePositiveRate - point.truePositiveRate >= distance) {
        descending.add(point);
        last = point;
      }
    }
    return List.copyOf(descending.reversed());
  }
}
