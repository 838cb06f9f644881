package io.esmm.eval.statistics;

import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A metric over repeated runs.
 *
 * @param runs how many
 * @param mean their mean; NaN without runs
 * @param deviation their standard deviation, with runs - 1 in the divisor; NaN with fewer than two
 *     runs
 */
public record Repeats(int runs, double mean, double deviation) {

  /** Summarises one value for each run; a NaN among them makes the result NaN. */
  public static Repeats of(double[] values) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (double value : values) {
      statistics.addValue(value);
    }
    return new Repeats(
        values.length,
        statistics.getMean(),
        values.length < 2 ? Double.NaN : statistics.getStandardDeviation());
  }

  /** {@code 0.6856 +- 0.0037}, or the one value alone. */
  @Override
  public String toString() {
    return switch (runs) {
      case 0 -> "no runs";
      case 1 -> String.format(Locale.ROOT, "%.4f", mean);
      default -> String.format(Locale.ROOT, "%.4f +- %.4f", mean, deviation);
    };
  }
}
