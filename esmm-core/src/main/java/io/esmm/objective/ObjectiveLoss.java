package io.esmm.objective;

import io.esmm.batch.Batch;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelRow;
import io.esmm.funnel.LogProbability;
import io.esmm.numerics.Matrix;
import java.util.Arrays;

/**
 * The loss of some rows and its gradient with respect to the logits, as {@link Objective} defines
 * it. All of it is computed in double precision, row by row, in the order of the rows. Not
 * thread-safe.
 */
public final class ObjectiveLoss {
  private final Objective objective;
  private final FunnelRow row;
  private final double[] logitGradients;

  public ObjectiveLoss(Objective objective) {
    this.objective = objective;
    this.row = new FunnelRow(objective.funnel());
    this.logitGradients = new double[objective.funnel().events().size()];
  }

  /**
   * Evaluates the impressions [first, first + n) of a batch.
   *
   * @param logits for each event [n,1]
   * @param gradients for each event [n,1], overwritten with d loss / d logit
   * @param scale 1 / N, N the rows of the whole batch
   * @param termLosses for each term, added to: its weighted loss
   */
  public void evaluate(
      Batch batch,
      int first,
      Matrix[] logits,
      Matrix[] gradients,
      double scale,
      double[] termLosses) {
    int n = logits[0].rows();
    for (int i = 0; i < n; i++) {
      for (int e = 0; e < logits.length; e++) {
        row.setLogit(e, logits[e].get(i, 0));
      }
      row.evaluate();
      Arrays.fill(logitGradients, 0);
      for (int t = 0; t < objective.terms().size(); t++) {
        Objective.Term term = objective.terms().get(t);
        if (term.over() == Funnel.SPACE || batch.labels(term.over())[first + i] == 1) {
          boolean happened = batch.labels(term.event())[first + i] == 1;
          termLosses[t] += loss(term, happened, term.weight() * scale);
        }
      }
      row.backward(logitGradients);
      for (int e = 0; e < logits.length; e++) {
        gradients[e].set(i, 0, logitGradients[e]);
      }
    }
  }

  private double loss(Objective.Term term, boolean happened, double weight) {
    int e = term.event();
    return switch (term.probability()) {
      case JOINT -> {
        row.addGradient(e, happened ? -weight : 0, happened ? 0 : -weight);
        yield -weight * (happened ? row.logJoint(e) : row.logComplement(e));
      }
      case CONDITIONAL -> {
        double s = happened ? row.logit(e) : -row.logit(e);
        double gradient = weight * LogProbability.sigmoid(-s);
        logitGradients[e] += happened ? -gradient : gradient;
        yield -weight * LogProbability.logSigmoid(s);
      }
    };
  }
}
