package io.esmm.data.simulator;

import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log of requests is: the world of {@link SimulatorConfig}, and what happens to every
 * candidate on its way to a conversion. Determines every byte of the log.
 *
 * @param requests of the log, at least 1
 * @param world users, items and tastes; its {@code impressionsPerRequest} is the mean number of
 *     candidates, its {@code clickRate} that of shown candidates, its {@code conversionRate} that
 *     of clicks, however long they take; its {@code exposureStrength} is how much P(shown) and the
 *     order of what is shown follow the click taste
 * @param showRate the expected share of candidates that are shown, met by calibration
 * @param cartRate the expected share of clicks that put the item into the cart, met by calibration
 * @param cartLift what the logit of conversion gains by a cart
 * @param hours that the log lasts; conversions after its end are not in it
 * @param delayHours mean time from click to conversion for an item of average price
 */
public record CandidateLogConfig(
    long requests,
    SimulatorConfig world,
    double showRate,
    double cartRate,
    double cartLift,
    double hours,
    double delayHours) {

  /** The requests of {@link #quickstart()}. */
  public static final long QUICKSTART_REQUESTS = 5_000;

  /** The mean number of candidates of {@link #quickstart()}. */
  public static final int QUICKSTART_CANDIDATES = 40;

  /**
   * Checks the ranges; the world has checked its own.
   *
   * @throws ProblemException with every number that is out of its range, and the range
   */
  public CandidateLogConfig {
    List<Problem> problems = new ArrayList<>();
    if (requests < 1) {
      problems.add(problem("requests", requests, "is not positive", "give 1 or more"));
    }
    rate(problems, "showRate", showRate);
    rate(problems, "cartRate", cartRate);
    within(problems, "cartLift", cartLift, 0, 10);
    within(problems, "hours", hours, 1, 1e5);
    within(problems, "delayHours", delayHours, 0.01, 1e5);
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  /** {@link #quickstart(long, int, long)} with 5,000 requests of 40 candidates and seed 1. */
  public static CandidateLogConfig quickstart() {
    return quickstart(QUICKSTART_REQUESTS, QUICKSTART_CANDIDATES, 1);
  }

  /**
   * A small shop, two weeks long: a quarter of the candidates is shown, 12% of these are clicked,
   * 30% of the clicks put into the cart, and 10% convert, after two days on average.
   *
   * @param candidates the mean of a request
   */
  public static CandidateLogConfig quickstart(long requests, int candidates, long seed) {
    SimulatorConfig shop =
        SimulatorConfig.quickstart(Math.max(1, requests) * Math.max(1, candidates), seed);
    return new CandidateLogConfig(
        requests, shop.withRequestsOf(candidates), 0.25, 0.3, 2, 14 * 24, 48);
  }

  private static void rate(List<Problem> problems, String name, double value) {
    within(problems, name, value, 1e-4, 0.9);
  }

  private static void within(
      List<Problem> problems, String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      problems.add(
          problem(name, value, "is out of range", "give a number from " + low + " to " + high));
    }
  }

  private static Problem problem(String name, Object value, String what, String remedy) {
    return new Problem("simulation/" + name, name + " [" + value + "] " + what, remedy);
  }
}
