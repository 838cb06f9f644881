package io.esmm.objective;

import io.esmm.graph.Parameter;
import io.esmm.graph.ShardGradients;
import io.esmm.graph.Weights;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The factor of each term in the sum, fixed or learnt, and the gradient of what is learnt: with s
 * the log variance and L the term's loss, d (e^-s L + s / 2) / ds = 1 / 2 - e^-s L. Not
 * thread-safe.
 */
final class TermFactors {
  /** For each term log sigma^2; null where its weight is fixed. */
  private final @Nullable Parameter[] learnt;

  private final double[] logVariance;
  private final double[] factor;
  private final double[] gradient;

  /** Those of an objective; learnt ones are 1 until they are read. */
  TermFactors(Objective objective) {
    this.learnt = objective.logVariances().toArray(new @Nullable Parameter[0]);
    this.logVariance = new double[learnt.length];
    this.gradient = new double[learnt.length];
    this.factor =
        objective.terms().stream()
            .mapToDouble(term ->
                switch (term.weight()) {
                  case TermWeight.Fixed(double value) -> value;
                  case TermWeight.Learnt _ -> 1;
                })
            .toArray();
  }

  /** Takes over the values of those that are learnt. */
  void take(Weights weights) {
    for (int t = 0; t < learnt.length; t++) {
      Parameter parameter = learnt[t];
      if (parameter != null) {
        logVariance[t] = weights.of(parameter).get(0, 0);
        factor[t] = Math.exp(-logVariance[t]);
      }
    }
  }

  double of(int term) {
    return factor[term];
  }

  /** Begins the sum over some rows. */
  void begin() {
    Arrays.fill(gradient, 0);
  }

  /** Takes note of what a row adds to a term's loss, its factor included. */
  void add(int term, double loss) {
    gradient[term] -= loss;
  }

  /**
   * Adds s / 2 to the losses of terms whose factors are learnt.
   *
   * @param share of the rows since {@link #begin} in those of the batch
   */
  void end(double share, double[] termLosses) {
    for (int t = 0; t < learnt.length; t++) {
      if (learnt[t] != null) {
        termLosses[t] += share * logVariance[t] / 2;
        gradient[t] += share / 2;
      }
    }
  }

  /** Writes the gradient of what is learnt for the rows since {@link #begin}. */
  void writeGradients(ShardGradients into) {
    for (int t = 0; t < learnt.length; t++) {
      Parameter parameter = learnt[t];
      if (parameter != null) {
        into.of(parameter).set(0, 0, gradient[t]);
      }
    }
  }
}
