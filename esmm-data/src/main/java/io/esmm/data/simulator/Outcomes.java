package io.esmm.data.simulator;

/**
 * The logits of the story, without the calibrated intercepts. Every term but the position and the
 * noise is a function of fields in the log and of what can be learnt from them; match and price are
 * products and distances, which no sum over fields can express.
 */
final class Outcomes {
  static final int SCENARIOS = 3;

  /** Home page, search, product page. */
  private static final double[] SCENARIO_CLICK = {0, 0.3, -0.3};

  private static final double[] SCENARIO_CONVERSION = {0, 0.1, 0.3};

  private final double correlation;
  private final double ownShare;
  private final double positionEffect;
  private final double noise;
  private final double[] positionLoss = new double[256];

  Outcomes(SimulatorConfig config) {
    correlation = config.correlation();
    ownShare = Math.sqrt(1 - correlation * correlation);
    positionEffect = config.positionEffect();
    noise = config.noise();
    for (int p = 0; p < positionLoss.length; p++) {
      positionLoss[p] = positionLoss(p);
    }
  }

  /**
   * The taste in buying: correlated with the click taste as configured, variance 1 as both parts.
   */
  double conversionTaste(double clickTaste, double ownTaste) {
    return correlation * clickTaste + ownShare * ownTaste;
  }

  double clickLogit(
      SimulatedUser user,
      SimulatedItem item,
      double clickTaste,
      int scenario,
      int position,
      Draws draws) {
    return 0.9 * clickTaste
        + item.clickDraw
        + user.clickiness
        + SCENARIO_CLICK[scenario]
        - lossAt(position)
        + noise * draws.normal();
  }

  double conversionLogit(
      SimulatedUser user, SimulatedItem item, double conversionTaste, int scenario, Draws draws) {
    double gap = item.price - user.purchasingPower;
    return 0.7 * conversionTaste
        + 0.4 * item.brandAffinity
        - 0.4 * item.price
        - 1.5 * (gap * gap / (1 + gap * gap))
        + item.conversionDraw
        + user.buying
        + SCENARIO_CONVERSION[scenario]
        + noise * draws.normal();
  }

  /** What the click logit loses at a position. */
  double lossAt(int position) {
    return position < positionLoss.length ? positionLoss[position] : positionLoss(position);
  }

  private double positionLoss(int position) {
    return positionEffect * StrictMath.log(1.0 + position);
  }
}
