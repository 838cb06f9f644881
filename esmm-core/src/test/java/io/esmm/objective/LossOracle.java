package io.esmm.objective;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Loss and gradient of the two-event funnel with 60 decimal digits, from their definitions:
 * cross-entropy of pCTR = s(a) and of pCTCVR = s(a) s(b), where s is the sigmoid.
 */
final class LossOracle {
  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** Below this, e^x is nothing beside 1, whatever the digits. */
  private static final BigDecimal NOTHING = BigDecimal.valueOf(-30_000);

  private LossOracle() {}

  /**
   * What is expected of one impression.
   *
   * @param click the loss of pCTR
   * @param conversion the loss of pCTCVR
   * @param clickByClick the derivative of the one by the logit of the click
   * @param byClick the derivative of the other by the logit of the click
   * @param byConversion and by that of the conversion
   */
  record Expected(
      BigDecimal click,
      BigDecimal conversion,
      BigDecimal clickByClick,
      BigDecimal byClick,
      BigDecimal byConversion) {}

  static Expected of(double clickLogit, double conversionLogit, int click, int conversion) {
    BigDecimal a = new BigDecimal(clickLogit);
    BigDecimal b = new BigDecimal(conversionLogit);
    BigDecimal logP = logSigmoid(a);
    BigDecimal logNotP = logSigmoid(a.negate());
    BigDecimal logR = logSigmoid(b);
    BigDecimal logNotR = logSigmoid(b.negate());
    // The click alone: d -log s(a) = -s(-a), d -log s(-a) = s(a).
    BigDecimal clickLoss = (click == 1 ? logP : logNotP).negate();
    BigDecimal byClick = click == 1 ? exp(logNotP).negate() : exp(logP);
    if (conversion == 1) {
      return new Expected(
          clickLoss,
          logP.add(logR, DIGITS).negate(),
          byClick,
          exp(logNotP).negate(),
          exp(logNotR).negate());
    }
    // 1 - s(a) s(b) = s(-a) + s(a) s(-b), a sum of positive terms; of a small product its own log.
    BigDecimal logBoth = logP.add(logR, DIGITS);
    BigDecimal both = exp(logBoth);
    BigDecimal logNone =
        both.compareTo(new BigDecimal("0.5")) < 0
            ? logOnePlus(both.divide(BigDecimal.ONE.subtract(both), DIGITS)).negate()
            : logSum(logNotP, logP.add(logNotR, DIGITS));
    BigDecimal product = logBoth.subtract(logNone, DIGITS);
    return new Expected(
        clickLoss,
        logNone.negate(),
        byClick,
        exp(product.add(logNotP, DIGITS)),
        exp(product.add(logNotR, DIGITS)));
  }

  /** log s(x) = min(x, 0) - log(1 + e^-|x|). */
  private static BigDecimal logSigmoid(BigDecimal x) {
    return x.min(BigDecimal.ZERO).subtract(logOnePlus(exp(x.abs().negate())), DIGITS);
  }

  private static BigDecimal logSum(BigDecimal x, BigDecimal y) {
    return x.max(y).add(logOnePlus(exp(x.min(y).subtract(x.max(y), DIGITS))), DIGITS);
  }

  /** e^x of a number that is not positive. */
  static BigDecimal exp(BigDecimal x) {
    if (x.compareTo(NOTHING) < 0) {
      return BigDecimal.ZERO;
    }
    // e^x = (e^(x / 2^k))^(2^k): a short series, and k squares with digits to spare.
    MathContext spare = new MathContext(80, RoundingMode.HALF_EVEN);
    int k = 8 + Math.max(0, 32 - Integer.numberOfLeadingZeros(x.abs().intValue()));
    BigDecimal small = x.divide(TWO.pow(k), spare);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int i = 1; i < 25; i++) {
      term = term.multiply(small, spare).divide(BigDecimal.valueOf(i), spare);
      sum = sum.add(term, spare);
    }
    for (int i = 0; i < k; i++) {
      sum = sum.multiply(sum, spare);
    }
    return sum.round(DIGITS);
  }

  /** log(1 + t) of t in [0, 1]: 2 artanh(t / (2 + t)), after two square roots. */
  static BigDecimal logOnePlus(BigDecimal t) {
    if (t.signum() == 0) {
      return BigDecimal.ZERO;
    }
    // With u = sqrt(1 + t) - 1 = t / (sqrt(1 + t) + 1), log(1 + t) = 2 log(1 + u); no difference.
    BigDecimal u = t;
    int halved = 0;
    for (; halved < 3; halved++) {
      BigDecimal root = BigDecimal.ONE.add(u, DIGITS).sqrt(DIGITS);
      u = u.divide(root.add(BigDecimal.ONE), DIGITS);
    }
    BigDecimal z = u.divide(TWO.add(u, DIGITS), DIGITS);
    BigDecimal square = z.multiply(z, DIGITS);
    BigDecimal power = z;
    BigDecimal sum = z;
    for (int i = 3; i < 51; i += 2) {
      power = power.multiply(square, DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(i), DIGITS), DIGITS);
    }
    return sum.multiply(TWO.pow(halved + 1), DIGITS);
  }
}
