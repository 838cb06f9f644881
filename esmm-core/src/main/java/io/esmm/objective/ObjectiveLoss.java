package io.esmm.objective;

import io.esmm.batch.Batch;
import io.esmm.graph.ShardGradients;
import io.esmm.graph.Weights;
import io.esmm.numerics.Matrix;

/**
 * The loss of some rows and its gradient with respect to the logits, and to the weights of terms
 * that are learnt, as {@link Objective} defines it. All of it is computed in double precision, row
 * by row, in the order of the rows. Not thread-safe.
 */
public final class ObjectiveLoss {
  private final LossRow row;
  private final TermFactors factors;
  private final BatchFactors ofBatch;
  private final TermShare[] shares;
  private final TermGradient[] gradientsOfTerms;
  private final BatchSums own;

  /** The loss of an objective, without any row yet; learnt weights are 1 until they are read. */
  public ObjectiveLoss(Objective objective) {
    this.row = new LossRow(objective);
    this.factors = new TermFactors(objective);
    this.ofBatch = new BatchFactors(objective);
    this.shares =
        objective.terms().stream()
            .map(term -> new TermShare(term, objective, row))
            .toArray(TermShare[]::new);
    this.gradientsOfTerms =
        objective.terms().stream()
            .map(term -> TermGradient.of(term, objective, row))
            .toArray(TermGradient[]::new);
    this.own = new BatchSums(objective);
  }

  /** Takes over the values of the weights that are learnt; before that each is 1. */
  public void take(Weights weights) {
    factors.take(weights);
  }

  /**
   * Adds up what factors that depend on a whole batch ask of the impressions [first, first + n) of
   * it; see {@link Objective#dependsOnBatch}.
   *
   * @param logits as for {@link #evaluate}
   * @param gradients overwritten, with numbers that mean nothing yet
   * @param scale 1 / N, N the rows of the whole batch
   * @param into overwritten
   */
  public void measure(
      Batch batch, int first, Matrix[] logits, Matrix[] gradients, double scale, BatchSums into) {
    ofBatch.clear();
    into.clear();
    addUp(batch, first, logits, gradients, scale, into);
  }

  /**
   * Takes over the factors of a batch; until then each is 1.
   *
   * @param whole the sums of all of the batch's rows
   * @param scale 1 / N, as they were measured
   */
  public void take(BatchSums whole, double scale) {
    ofBatch.take(whole, scale);
  }

  /**
   * Evaluates the impressions [first, first + n) of a batch.
   *
   * @param logits for each head of the funnel, then for each delay that is learnt the rate's, then
   *     for each auxiliary head, [n,1]
   * @param gradients for each of them [n,1], overwritten with d loss / d logit
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
    own.goOn(termLosses);
    addUp(batch, first, logits, gradients, scale, own);
    for (int t = 0; t < termLosses.length; t++) {
      termLosses[t] = own.losses(t);
    }
    factors.end(logits[0].rows() * scale, termLosses);
  }

  private void addUp(
      Batch batch, int first, Matrix[] logits, Matrix[] gradients, double scale, BatchSums into) {
    row.find(batch);
    for (TermShare share : shares) {
      share.find(batch);
    }
    for (TermGradient gradient : gradientsOfTerms) {
      gradient.find(batch);
    }
    int n = logits[0].rows();
    factors.begin();
    for (int i = 0; i < n; i++) {
      row.begin(batch, first + i, logits, i);
      for (int t = 0; t < shares.length; t++) {
        double share = shares[t].ofRow();
        if (share != 0) {
          double weight = factors.of(t) * ofBatch.of(t) * scale * share;
          double loss = gradientsOfTerms[t].add(weight);
          into.addRow(t, share, loss);
          factors.add(t, loss);
        }
      }
      row.end(gradients);
    }
  }

  /** Writes the gradient of the learnt weights for the rows that were evaluated last. */
  public void writeGradients(ShardGradients into) {
    factors.writeGradients(into);
  }

  /**
   * Holds everything that no gradient goes through, inverse propensities, errors that are imputed
   * and which rows are kept, as it is when each row is evaluated next: finite differences of the
   * loss are then what its gradient is to agree with. For one batch.
   */
  public void holdWhatStopsGradients() {
    for (TermShare share : shares) {
      share.hold();
    }
    for (TermGradient gradient : gradientsOfTerms) {
      gradient.hold();
    }
  }
}
