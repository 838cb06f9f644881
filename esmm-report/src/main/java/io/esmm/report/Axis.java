package io.esmm.report;

import java.util.OptionalDouble;

/**
 * An axis of a chart. It spans the numbers, and at least what is asked for.
 *
 * @param title what it measures, with the unit
 * @param scale how numbers become lengths
 * @param from a number that it reaches down to, whatever the data; empty to follow the data
 * @param to a number that it reaches up to, whatever the data; empty to follow the data
 */
public record Axis(String title, Scale scale, OptionalDouble from, OptionalDouble to) {

  /** How numbers become lengths. */
  public enum Scale {
    /** Equal differences are equal lengths. */
    LINEAR,
    /** Equal factors are equal lengths. Numbers of 0 or less have no place and are not drawn. */
    LOG
  }

  /** A linear axis that follows the data. */
  public static Axis linear(String title) {
    return new Axis(title, Scale.LINEAR, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** A logarithmic axis that follows the data. */
  public static Axis log(String title) {
    return new Axis(title, Scale.LOG, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** The same, reaching at least from one number to another. */
  public Axis spanning(double newFrom, double newTo) {
    return new Axis(title, scale, OptionalDouble.of(newFrom), OptionalDouble.of(newTo));
  }
}
