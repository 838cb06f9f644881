package io.esmm.report.drawing;

import java.util.List;

/** One thing that is drawn. */
public sealed interface Stroke {

  /** What it is. */
  Ink ink();

  /**
   * A line through places.
   *
   * @param ink what the line is
   * @param spots at least two
   */
  record Line(Ink ink, List<Spot> spots) implements Stroke {
    /** Copies the places. */
    public Line {
      spots = List.copyOf(spots);
    }
  }

  /**
   * A filled area.
   *
   * @param ink what the area is
   * @param spots its corners, at least three
   */
  record Area(Ink ink, List<Spot> spots) implements Stroke {
    /** Copies the corners. */
    public Area {
      spots = List.copyOf(spots);
    }
  }

  /**
   * A mark at a point, in the shape of its series: a circle, square, triangle or diamond.
   *
   * @param ink what the mark is
   * @param spot its middle
   * @param radius about half its width
   */
  record Mark(Ink ink, Spot spot, double radius) implements Stroke {}

  /**
   * Words on one line.
   *
   * @param ink what the words are
   * @param spot where their base line begins, has its middle or ends
   * @param anchor which of them
   * @param text not empty
   */
  record Words(Ink ink, Spot spot, Anchor anchor, String text) implements Stroke {}

  /** Which part of words stands at their place. */
  enum Anchor {
    /** The words begin at the place. */
    START,
    /** The words have their middle at the place. */
    MIDDLE,
    /** The words end at the place. */
    END
  }
}
