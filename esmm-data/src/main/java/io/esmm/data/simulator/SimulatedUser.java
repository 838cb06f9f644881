package io.esmm.data.simulator;

/**
 * A user: the profile that the log tells, and the tastes that only the simulator knows.
 *
 * <p>Part of a {@link SimulatedRequest} or {@link CandidateRequest}, which makes it and refills it
 * with every request; for one thread at a time.
 */
public final class SimulatedUser {
  int id;
  boolean idKnown;
  boolean profileKnown;
  int gender;
  int age;
  int group;
  int segment;
  int power;
  int reportedPower;
  int occupation;
  int city;

  final double[] clickTaste = new double[Catalogue.TASTES];
  final double[] conversionTaste = new double[Catalogue.TASTES];
  final double[] brandTaste = new double[Catalogue.BRAND_TASTES];
  double purchasingPower;
  double clickiness;
  double buying;

  /** The number of the user, 0..users-1; low ones come more often. */
  public int id() {
    return id;
  }

  /** Whether the log tells the id. */
  public boolean idKnown() {
    return idKnown;
  }

  /** Whether the log tells gender, age, group, segment, power, occupation and city. */
  public boolean profileKnown() {
    return profileKnown;
  }

  /** The gender, 0 or 1. */
  public int gender() {
    return gender;
  }

  /** The age group, 0..6, from young to old. */
  public int age() {
    return age;
  }

  /** The group of like tastes, 0..12. */
  public int group() {
    return group;
  }

  /** Gender, age and coarse group together, 0..97. */
  public int segment() {
    return segment;
  }

  /** The grade of purchasing power, 0..2. */
  public int power() {
    return power;
  }

  /** A second, noisy grade of purchasing power, 0..2, or -1: mostly unknown. */
  public int reportedPower() {
    return reportedPower;
  }

  /** The occupation, 0 or 1. */
  public int occupation() {
    return occupation;
  }

  /** The tier of the city, 0..3. */
  public int city() {
    return city;
  }
}
