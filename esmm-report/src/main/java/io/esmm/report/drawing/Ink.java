package io.esmm.report.drawing;

/**
 * What a stroke is, from which its colour and width follow.
 *
 * @param kind what it is
 * @param series the number of the series it belongs to, from 0; 0 where it belongs to none
 */
public record Ink(Kind kind, int series) {

  /** What a stroke is. */
  public enum Kind {
    /** A line behind the data, at a tick. */
    GRID,
    /** The line of an axis, and its ticks. */
    AXIS,
    /** A line to compare with, such as the diagonal of perfect calibration. */
    REFERENCE,
    /** Words to read first. */
    TEXT,
    /** Numbers at ticks and the like. */
    SOFT_TEXT,
    /** A line of a series. */
    LINE,
    /** A line of a series that is never dashed: a median. */
    SOLID_LINE,
    /** A thin line of a series: intervals and whiskers. */
    THIN_LINE,
    /** The area of a band, a box or a histogram. */
    AREA,
    /** A filled mark at a point. */
    MARK,
    /** Words in the colour of a series. */
    NAME
  }

  /** How many series differ in colour; the next ones begin again. */
  public static final int COLOURS = 8;

  /** How many series differ in dashes. */
  public static final int DASHES = 4;

  static Ink of(Kind kind) {
    return new Ink(kind, 0);
  }

  /** Which of the {@link #COLOURS} colours the series has, from 0. */
  public int colour() {
    return series % COLOURS;
  }

  /**
   * Which dashes, from 0 for none. Colours alone are not told apart by everyone, nor on a grey
   * printer.
   */
  public int dashes() {
    return series % DASHES;
  }
}
