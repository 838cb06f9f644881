package io.esmm.eval.metric;

/**
 * Log loss divided by the log loss of always predicting the share of positives in the same rows.
 *
 * <pre>  NE = log loss / -[ q log q + (1 - q) log(1 - q) ],   q = positives / rows</pre>
 *
 * <p>Below 1 the model beats the constant; 1 is no better. Unlike log loss it does not shrink
 * merely because an event is rare. Undefined without both classes (the divisor is 0) and where
 * {@link LogLoss} is.
 *
 * <p>He et al., "Practical Lessons from Predicting Clicks on Ads at Facebook", ADKDD 2014.
 */
public final class NormalizedEntropy {
  private NormalizedEntropy() {}

  /** The quotient for these rows, 0 or more, from {@link LogLoss#of}. */
  public static MetricValue of(ScoredRows rows) {
    return rows.oneClass().orElseGet(() -> of(rows, LogLoss.of(rows)));
  }

  /** From the log loss of the same rows, where that is known already. */
  public static MetricValue of(ScoredRows rows, MetricValue logLoss) {
    return rows.oneClass()
        .orElseGet(() ->
            switch (logLoss) {
              case MetricValue.Undefined undefined -> undefined;
              case MetricValue.Defined loss -> MetricValue.of(loss.value() / entropy(rows));
            });
  }

  private static double entropy(ScoredRows rows) {
    double q = (double) rows.positives() / rows.rows();
    return -(q * Math.log(q) + (1 - q) * Math.log1p(-q));
  }
}
