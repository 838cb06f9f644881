package io.esmm.report;

import java.util.List;

/**
 * Groups of numbers beside each other, each as a box over its quartiles with its median and all of
 * its numbers: the AUC of several methods over repeated runs.
 *
 * @param title what it shows
 * @param text how to read it; may be empty
 * @param value the axis of the numbers
 * @param boxes from top to bottom
 */
public record BoxChart(String title, String text, Axis value, List<Box> boxes) implements Chart {
  /** Copies the boxes. */
  public BoxChart {
    boxes = List.copyOf(boxes);
  }

  /**
   * A group.
   *
   * @param name at its left
   * @param values its numbers in any order; those that are not finite are not drawn
   */
  public record Box(String name, List<Double> values) {
    /** Copies the numbers. */
    public Box {
      values = List.copyOf(values);
    }
  }
}
