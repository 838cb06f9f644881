package io.esmm.objective;

import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelRow;
import io.esmm.funnel.Outcome;
import io.esmm.numerics.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * A row as terms see it that take an event K as having happened: the heads of K and of all before
 * it are certain, so joint probabilities are those given K. Without such an event the row is seen
 * as it is. Not thread-safe.
 */
final class LossView {
  /** A logit beyond all that towers give; its sigmoid is 1, and sums of it stay finite. */
  private static final double CERTAIN = 1e300;

  private final int given;
  private final FunnelRow row;
  private final boolean[] certain;

  /** Whether a head comes behind K, so that it is trained through this view. */
  private final boolean[] behind;

  private final double[] gradients;
  private boolean seen;

  /**
   * @param given the place of K, or {@link Funnel#SPACE}
   */
  LossView(Funnel funnel, int given) {
    this.given = given;
    this.row = new FunnelRow(funnel);
    List<Funnel.Head> heads = funnel.heads();
    this.certain = new boolean[heads.size()];
    this.behind = new boolean[heads.size()];
    this.gradients = new double[heads.size()];
    for (int h = 0; h < certain.length; h++) {
      certain[h] = given != Funnel.SPACE && funnel.implies(given, heads.get(h).event());
      behind[h] = given == Funnel.SPACE || funnel.implies(heads.get(h).parent(), given);
    }
  }

  /** Takes the logits of row i and computes all log probabilities, if K happened on it. */
  void begin(Matrix[] logits, int i, Outcome outcome) {
    seen = outcome.happened(given);
    if (!seen) {
      return;
    }
    for (int h = 0; h < certain.length; h++) {
      row.setLogit(h, certain[h] ? CERTAIN : logits[h].get(i, 0));
    }
    row.evaluate();
  }

  FunnelRow row() {
    return row;
  }

  /** Adds what the gradients added since {@link #begin} demand. */
  void backward(double[] logitGradients) {
    if (!seen) {
      return;
    }
    if (given == Funnel.SPACE) {
      row.backward(logitGradients);
      return;
    }
    Arrays.fill(gradients, 0);
    row.backward(gradients);
    for (int h = 0; h < gradients.length; h++) {
      if (behind[h]) {
        logitGradients[h] += gradients[h];
      }
    }
  }
}
