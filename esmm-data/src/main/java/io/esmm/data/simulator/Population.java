package io.esmm.data.simulator;

import io.esmm.data.simulator.Draws.Stream;

/**
 * The users. A user is drawn from its number whenever it visits; tastes are the sum of what its
 * gender, its age and its group share (70% of the variance) and its own. Immutable.
 */
final class Population {
  private static final int GENDERS = 2;
  private static final int AGES = 7;
  private static final int GROUPS = 13;
  private static final int SEGMENT_GROUPS = 7;
  private static final int POWERS = 3;
  private static final int CITIES = 4;

  // Shares of a taste's variance.
  private static final double GENDER_SHARE = Math.sqrt(0.1);
  private static final double AGE_SHARE = Math.sqrt(0.2);
  private static final double GROUP_SHARE = Math.sqrt(0.4);
  private static final double OWN_SHARE = Math.sqrt(0.3);

  // Ali-CCP's rates of what is missing.
  private static final double NO_ID = 0.002;
  private static final double NO_PROFILE = 0.13;
  private static final double NO_REPORTED_POWER = 0.58;

  private static final double WRONG_REPORT = 0.2;

  private final SimulatorConfig config;
  private final Segments genders;
  private final Segments ages;
  private final Segments groups;

  Population(SimulatorConfig config) {
    this.config = config;
    genders = new Segments(config.seed(), 0, GENDERS);
    ages = new Segments(config.seed(), 100, AGES);
    groups = new Segments(config.seed(), 200, GROUPS);
  }

  void look(int id, SimulatedUser user, Draws draws) {
    draws.start(config.seed(), Stream.USER, id);
    user.id = id;
    profile(user, draws);
    mix(user.clickTaste, user, Segments.CLICK, draws);
    mix(user.conversionTaste, user, Segments.CONVERSION, draws);
    mix(user.brandTaste, user, Segments.BRAND, draws);
    user.purchasingPower = 0.9 * (user.power - 1) + 0.2 * (1.5 - user.city) + 0.3 * draws.normal();
    user.clickiness = 0.25 * ages.of(user.age, Segments.CLICKINESS) + 0.3 * draws.normal();
    user.buying =
        0.4 * user.purchasingPower
            + 0.25 * ages.of(user.age, Segments.BUYING)
            + 0.25 * draws.normal();
    user.idKnown = draws.uniform() >= NO_ID * config.missingness();
    user.profileKnown = draws.uniform() >= NO_PROFILE * config.missingness();
    if (draws.uniform() < NO_REPORTED_POWER * config.missingness()) {
      user.reportedPower = -1;
    }
  }

  private static void profile(SimulatedUser user, Draws draws) {
    user.gender = draws.below(GENDERS);
    user.age = (draws.below(AGES) + draws.below(AGES)) / 2;
    // Half of the users are in the group that is usual for their gender and age.
    int usual = (2 * user.age + user.gender) % GROUPS;
    user.group = draws.uniform() < 0.5 ? usual : draws.below(GROUPS);
    user.segment = (user.gender * AGES + user.age) * SEGMENT_GROUPS + user.group % SEGMENT_GROUPS;
    user.power = draws.below(POWERS);
    user.reportedPower = draws.uniform() < WRONG_REPORT ? draws.below(POWERS) : user.power;
    user.occupation = draws.uniform() < (user.age < 2 ? 0.3 : 0.85) ? 1 : 0;
    user.city = draws.below(CITIES);
  }

  /**
   * Sums the shares of a taste whose coordinates are the segments' columns from the given one on.
   */
  private void mix(double[] taste, SimulatedUser user, int column, Draws draws) {
    for (int t = 0; t < taste.length; t++) {
      taste[t] =
          GENDER_SHARE * genders.of(user.gender, column + t)
              + AGE_SHARE * ages.of(user.age, column + t)
              + GROUP_SHARE * groups.of(user.group, column + t)
              + OWN_SHARE * draws.normal();
    }
  }
}
