package io.esmm.report;

import java.util.List;

/**
 * Points that belong together: a method, a class of rows.
 *
 * @param name as the legend says it
 * @param drawing how it is drawn
 * @param points by ascending x
 */
public record Series(String name, Drawing drawing, List<Point> points) {
  /** Copies the points. */
  public Series {
    points = List.copyOf(points);
  }

  /** How a series is drawn. */
  public enum Drawing {
    /** A line; intervals are a band around it. */
    LINE,
    /** A line with a mark at every point; intervals are bars. */
    MARKED_LINE,
    /** Steps over an area, each from its point to the next: a histogram. */
    STEPS,
    /** A thin dashed line to compare with, such as a diagonal; not in the data of the chart. */
    REFERENCE
  }
}
