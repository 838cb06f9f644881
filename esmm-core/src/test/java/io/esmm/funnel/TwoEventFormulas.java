package io.esmm.funnel;

/**
 * What training computed for impression, click, conversion before funnels became graphs, kept as it
 * was: the general code must give the same bits.
 */
public final class TwoEventFormulas {
  public double clickLoss;
  public double conversionLoss;
  public double clickGradient;
  public double conversionGradient;

  /**
   * ESMM on one row: a joint term for each of the two events.
   *
   * @param weight of the row in both terms
   */
  public void esmm(double a, double b, boolean click, boolean conversion, double weight) {
    double tailA = Math.log1p(Math.exp(-Math.abs(a)));
    double logClick = Math.min(a, 0) - tailA;
    double logNoClick = Math.min(-a, 0) - tailA;
    double tailB = Math.log1p(Math.exp(-Math.abs(b)));
    double logJoint = logClick + (Math.min(b, 0) - tailB);
    double logFailsHere = logClick + (Math.min(-b, 0) - tailB);
    boolean small = logJoint < FunnelRow.LOG_HALF;
    double logComplement =
        small
            ? Math.log1p(-Math.exp(logJoint))
            : LogProbability.logAddExp(logNoClick, logFailsHere);

    clickLoss = -weight * (click ? logClick : logNoClick);
    conversionLoss = -weight * (conversion ? logJoint : logComplement);

    double joint = conversion ? -weight : 0;
    double complement = conversion ? 0 : -weight;
    double clickJoint = click ? -weight : 0;
    double clickComplement = click ? 0 : -weight;
    double share = LogProbability.sigmoid(logFailsHere - logNoClick);
    double otherShare = LogProbability.sigmoid(-(logFailsHere - logNoClick));
    if (small) {
      joint -= complement * Math.exp(logJoint - logComplement);
      share = 0;
      otherShare = 0;
    }
    // Gradients are added to 0, which makes a zero a positive one.
    conversionGradient = 0;
    conversionGradient +=
        joint * LogProbability.sigmoid(-b) - complement * share * LogProbability.sigmoid(b);
    clickJoint += joint + complement * share;
    clickComplement += complement * otherShare;
    clickGradient = 0;
    clickGradient +=
        clickJoint * LogProbability.sigmoid(-a) - clickComplement * 1 * LogProbability.sigmoid(a);
  }
}
