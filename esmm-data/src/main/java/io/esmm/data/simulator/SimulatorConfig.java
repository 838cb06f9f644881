package io.esmm.data.simulator;

import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is simulated. A configuration determines every byte of the log.
 *
 * <p>The values of the presets were fixed by the story of {@code docs/simulator.md} before any
 * methods were compared on them; they are not tuned in favour of one.
 *
 * @param impressions rows of the log, at least 1
 * @param seed everything random follows from it
 * @param users that visit
 * @param items that can be shown
 * @param categories of items; tastes are for categories
 * @param shops that sell
 * @param brands that make; 29% of the items have none (Ali-CCP's rate, times {@code missingness})
 * @param impressionsPerRequest the mean; a request has from a quarter to seven quarters of it
 * @param historyLength mean number of past behaviors behind a user's bags; at most three times as
 *     many
 * @param clickRate the log's expected clicks per impression, met by calibration
 * @param conversionRate the log's expected conversions per click, met by calibration
 * @param correlation of a user's taste in clicking and in buying an item, over users and items,
 *     -1..1; 0 means that what is clicked says nothing on what is bought
 * @param exposureStrength how much the policy that chooses what is shown follows the click taste,
 *     in standard deviations of its own noise; 0 shows at random
 * @param positionEffect the click logit loses this much times ln(1 + position)
 * @param noise standard deviation of the part of both logits that no field tells, drawn anew for
 *     each impression and included in the true probabilities
 * @param missingness 1 leaves out user ids, profiles and brands as often as Ali-CCP does, 0 never
 */
public record SimulatorConfig(
    long impressions,
    long seed,
    int users,
    int items,
    int categories,
    int shops,
    int brands,
    int impressionsPerRequest,
    int historyLength,
    double clickRate,
    double conversionRate,
    double correlation,
    double exposureStrength,
    double positionEffect,
    double noise,
    double missingness) {

  /** The rows of {@link #quickstart()}. */
  public static final long QUICKSTART_IMPRESSIONS = 400_000;

  /** The rows of Ali-CCP as the ESMM paper's Table 1 counts them. */
  public static final long ALI_CCP_IMPRESSIONS = 84_000_000;

  /**
   * Checks the ranges.
   *
   * @throws ProblemException with every number that is out of its range, and the range
   */
  public SimulatorConfig {
    List<Problem> problems = new ArrayList<>();
    atLeastOne(problems, "impressions", impressions);
    atLeastOne(problems, "users", users);
    atLeastOne(problems, "items", items);
    atLeastOne(problems, "categories", categories);
    atLeastOne(problems, "shops", shops);
    atLeastOne(problems, "brands", brands);
    atLeastOne(problems, "impressionsPerRequest", impressionsPerRequest);
    within(problems, "impressionsPerRequest", impressionsPerRequest, 1, 10_000);
    within(problems, "historyLength", historyLength, 0, 10_000);
    within(problems, "clickRate", clickRate, 1e-4, 0.9);
    within(problems, "conversionRate", conversionRate, 1e-4, 0.9);
    within(problems, "correlation", correlation, -1, 1);
    within(problems, "exposureStrength", exposureStrength, 0, 10);
    within(problems, "positionEffect", positionEffect, 0, 2);
    within(problems, "noise", noise, 0, 3);
    within(problems, "missingness", missingness, 0, 1);
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  /** {@link #quickstart(long, long)} with 400,000 impressions and seed 1. */
  public static SimulatorConfig quickstart() {
    return quickstart(QUICKSTART_IMPRESSIONS, 1);
  }

  /**
   * A small shop that a laptop learns in a minute: 12% of the impressions are clicked and 10% of
   * the clicks convert. One user for 100 impressions and one item for 30; 60 categories at any
   * size.
   */
  public static SimulatorConfig quickstart(long impressions, long seed) {
    return new SimulatorConfig(
        impressions,
        seed,
        share(impressions, 100, 50),
        share(impressions, 30, 100),
        60,
        share(impressions, 1_000, 20),
        share(impressions, 2_000, 20),
        20,
        30,
        0.12,
        0.10,
        0.4,
        0.8,
        0.2,
        0.25,
        1.0);
  }

  /** {@link #likeAliCcp(long, long)} in full: 84 million impressions, seed 1. */
  public static SimulatorConfig likeAliCcp() {
    return likeAliCcp(ALI_CCP_IMPRESSIONS, 1);
  }

  /**
   * The counts of the paper's Table 1, scaled to a number of impressions: at 84 million, 0.4
   * million users, 4.3 million items, 3.4 million clicks (4.05%) and 18 thousand conversions (0.53%
   * of the clicks). Requests of 58 impressions and user lists of some 520 features, as in the
   * files. Categories shrink with the square root of the size.
   */
  public static SimulatorConfig likeAliCcp(long impressions, long seed) {
    double scale = impressions / (double) ALI_CCP_IMPRESSIONS;
    return new SimulatorConfig(
        impressions,
        seed,
        scaled(400_000, scale, 1),
        scaled(4_300_000, scale, 1),
        scaled(12_000, Math.sqrt(scale), 60),
        scaled(500_000, scale, 20),
        scaled(150_000, scale, 20),
        58,
        90,
        3.4 / 84.0,
        18.0 / 3400.0,
        0.4,
        0.8,
        0.2,
        0.25,
        1.0);
  }

  /** The same with another seed. */
  public SimulatorConfig withSeed(long newSeed) {
    return with(newSeed, clickRate, conversionRate, correlation, exposureStrength);
  }

  /** The same with other expected rates: the sparsity of the two labels. */
  public SimulatorConfig withRates(double newClickRate, double newConversionRate) {
    return with(seed, newClickRate, newConversionRate, correlation, exposureStrength);
  }

  /** The same with another correlation of click and conversion tastes. */
  public SimulatorConfig withCorrelation(double newCorrelation) {
    return with(seed, clickRate, conversionRate, newCorrelation, exposureStrength);
  }

  /** The same with a policy that follows the click taste more or less. */
  public SimulatorConfig withExposureStrength(double newExposureStrength) {
    return with(seed, clickRate, conversionRate, correlation, newExposureStrength);
  }

  /** The same world in a log of another length. */
  SimulatorConfig withImpressions(long newImpressions) {
    return new SimulatorConfig(
        newImpressions,
        seed,
        users,
        items,
        categories,
        shops,
        brands,
        impressionsPerRequest,
        historyLength,
        clickRate,
        conversionRate,
        correlation,
        exposureStrength,
        positionEffect,
        noise,
        missingness);
  }

  /** The same with another mean number of impressions in a request. */
  public SimulatorConfig withRequestsOf(int newImpressionsPerRequest) {
    return new SimulatorConfig(
        impressions,
        seed,
        users,
        items,
        categories,
        shops,
        brands,
        newImpressionsPerRequest,
        historyLength,
        clickRate,
        conversionRate,
        correlation,
        exposureStrength,
        positionEffect,
        noise,
        missingness);
  }

  private SimulatorConfig with(long s, double click, double conversion, double rho, double policy) {
    return new SimulatorConfig(
        impressions,
        s,
        users,
        items,
        categories,
        shops,
        brands,
        impressionsPerRequest,
        historyLength,
        click,
        conversion,
        rho,
        policy,
        positionEffect,
        noise,
        missingness);
  }

  private static int share(long impressions, int each, int least) {
    return (int) Math.clamp(impressions / each, (long) least, (long) Integer.MAX_VALUE);
  }

  private static int scaled(int full, double scale, int least) {
    return (int) Math.clamp(Math.round(full * scale), (long) least, (long) Integer.MAX_VALUE);
  }

  private static void atLeastOne(List<Problem> problems, String name, long value) {
    if (value < 1) {
      problems.add(
          new Problem(
              "simulation/" + name, name + " [" + value + "] is not positive", "give 1 or more"));
    }
  }

  private static void within(
      List<Problem> problems, String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      problems.add(
          new Problem(
              "simulation/" + name,
              name + " [" + value + "] is out of range",
              "give a number from " + low + " to " + high));
    }
  }
}
