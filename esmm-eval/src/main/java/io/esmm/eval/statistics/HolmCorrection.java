package io.esmm.eval.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusts p-values of several comparisons so that the probability of even one false discovery stays
 * below the level they are held against. Uniformly stronger than Bonferroni's, and as free of
 * assumptions.
 *
 * <p>Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of
 * Statistics 6, 1979.
 */
public final class HolmCorrection {
  private HolmCorrection() {}

  /**
   * The adjusted p-values.
   *
   * @param pValues one for each comparison, from 0 to 1
   * @return as many, in the same order: significant at level a if at most a
   * @throws IllegalArgumentException if a p-value does not lie between 0 and 1
   */
  public static double[] adjust(double[] pValues) {
    for (double p : pValues) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("p-value [" + p + "] does not lie between 0 and 1");
      }
    }
    int[] ascending =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int k = 0; k < ascending.length; k++) {
      double scaled = (pValues.length - k) * pValues[ascending[k]];
      largest = Math.max(largest, Math.min(1, scaled));
      adjusted[ascending[k]] = largest;
    }
    return adjusted;
  }
}
