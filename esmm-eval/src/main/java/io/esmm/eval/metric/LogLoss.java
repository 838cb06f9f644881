package io.esmm.eval.metric;

/**
 * Mean cross-entropy in nats, in double precision.
 *
 * <pre>  log loss = -1/n sum_i [ y_i log p_i + (1 - y_i) log(1 - p_i) ]</pre>
 *
 * <p>Where the rows carry {@link LogProbabilities} these are summed, and nothing is clipped at any
 * logit. From probabilities alone nothing is clipped either: a row with p = 0 and label 1, or p = 1
 * and label 0, has infinite loss, and the metric is undefined with the number of such rows as the
 * reason; p = 0 with label 0 and p = 1 with label 1 cost nothing. Undefined, too, if a
 * "probability" is above 1 (see {@link #clipped}). One class is enough.
 */
public final class LogLoss {
  private LogLoss() {}

  /** The mean over these rows, in nats; nothing is clipped. */
  public static MetricValue of(ScoredRows rows) {
    if (rows.rows() == 0) {
      return MetricValue.undefined("no rows");
    }
    if (rows.logs().isPresent()) {
      return mean(rows, rows.logs().get());
    }
    if (rows.aboveOne() > 0) {
      return rows.undefinedAboveOne();
    }
    double sum = 0;
    int infinite = 0;
    for (int i = 0; i < rows.rows(); i++) {
      double p = rows.probability(i);
      double loss = rows.label(i) == 1 ? -Math.log(p) : -Math.log1p(-p);
      if (loss == Double.POSITIVE_INFINITY) {
        infinite++;
      } else {
        sum += loss;
      }
    }
    return finite(sum, infinite, rows.rows());
  }

  /**
   * With every probability first moved into [epsilon, 1 - epsilon]: for quotients that exceed 1
   * (DIVISION). Report it as clipped; it does not compare with a loss that is not.
   *
   * @param epsilon above 0 and below 1/2
   * @throws IllegalArgumentException if {@code epsilon} is out of its range
   */
  public static MetricValue clipped(ScoredRows rows, double epsilon) {
    if (!(epsilon > 0 && epsilon < 0.5)) {
      throw new IllegalArgumentException("epsilon must lie between 0 and 0.5, got " + epsilon);
    }
    if (rows.rows() == 0) {
      return MetricValue.undefined("no rows");
    }
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      double p = Math.clamp(rows.probability(i), epsilon, 1 - epsilon);
      sum -= rows.label(i) == 1 ? Math.log(p) : Math.log1p(-p);
    }
    return MetricValue.of(sum / rows.rows());
  }

  private static MetricValue mean(ScoredRows rows, LogProbabilities logs) {
    double sum = 0;
    int infinite = 0;
    for (int i = 0; i < rows.rows(); i++) {
      double log = rows.label(i) == 1 ? logs.happens(i) : logs.doesNot(i);
      if (log == Double.NEGATIVE_INFINITY) {
        infinite++;
      } else {
        sum -= log;
      }
    }
    return finite(sum, infinite, rows.rows());
  }

  private static MetricValue finite(double sum, int infinite, int rows) {
    return infinite == 0
        ? MetricValue.of(sum / rows)
        : MetricValue.undefined("infinite on " + infinite + (infinite == 1 ? " row" : " rows"));
  }
}
