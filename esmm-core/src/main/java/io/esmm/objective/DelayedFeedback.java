package io.esmm.objective;

import io.esmm.funnel.Delay;
import io.esmm.funnel.LogProbability;

/**
 * The loss of one row of an event whose delay is learnt, as {@link Delay} has it, and its gradient.
 * Times are counted in units of ln 2 typical delays, so the rate is softplus(r). Everything is
 * computed in log space and finite for every finite logit. Not thread-safe.
 */
final class DelayedFeedback {
  private static final double LN_2 = Math.log(2);

  private final double unit;
  private double logitGradient;
  private double rateGradient;

  DelayedFeedback(Delay delay) {
    this.unit = LN_2 * delay.typical();
  }

  /**
   * The loss where the event happened.
   *
   * @param s the logit of its conditional probability
   * @param r the logit of the rate
   * @param delay the time that it took
   */
  double happened(double s, double r, double delay) {
    double t = delay / unit;
    logitGradient = -LogProbability.sigmoid(-s);
    rateGradient = LogProbability.sigmoid(r) * t - logSoftplusSlope(r);
    return -LogProbability.logSigmoid(s) - logSoftplus(r) + softplus(r) * t;
  }

  /**
   * The loss where the event has not happened yet.
   *
   * @param elapsed the time in which it could have
   */
  double notYet(double s, double r, double elapsed) {
    double t = elapsed / unit;
    double never = LogProbability.logSigmoid(-s);
    double later = LogProbability.logSigmoid(s) - softplus(r) * t;
    double sum = LogProbability.logAddExp(never, later);
    double willHappen = Math.exp(later - sum);
    logitGradient = LogProbability.sigmoid(s) - willHappen;
    rateGradient = willHappen * t * LogProbability.sigmoid(r);
    return Math.max(-sum, 0); // a sum may round to just above 0
  }

  /** The gradient of the last loss with respect to the logit of the probability. */
  double logitGradient() {
    return logitGradient;
  }

  /** The gradient of the last loss with respect to the logit of the rate. */
  double rateGradient() {
    return rateGradient;
  }

  private static double softplus(double r) {
    return -LogProbability.logSigmoid(-r);
  }

  /** log softplus(r), which is r where e^r is lost beside 1. */
  private static double logSoftplus(double r) {
    return r < -40 ? r : Math.log(softplus(r));
  }

  private static double logSoftplusSlope(double r) {
    return r < -40 ? 1 : LogProbability.sigmoid(r) / softplus(r);
  }
}
