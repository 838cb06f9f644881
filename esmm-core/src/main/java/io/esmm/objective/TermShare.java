package io.esmm.objective;

import io.esmm.batch.Batch;
import org.jspecify.annotations.Nullable;

/**
 * How much a row counts in a term: its own weight, its inverse propensity and what it stands for if
 * the rows are a sample; 0 where the term is not taken over it. No gradient goes through any of
 * these. Not thread-safe.
 */
final class TermShare {
  private final LossRow row;
  private final TermRows rows;
  private final @Nullable RowSample sample;
  private final @Nullable NumberColumn weight;
  private final @Nullable InversePropensity propensity;
  private final @Nullable SampledRows sampled;
  private @Nullable HeldNumbers held;

  TermShare(Term term, Objective objective, LossRow row) {
    this.row = row;
    this.rows = new TermRows(term, objective.funnel());
    this.sample = RowSample.of(term, objective.funnel(), objective.seed());
    @Nullable RowWeightConfig own = term.rowWeight();
    this.weight = own == null ? null : new NumberColumn(own.column());
    this.propensity =
        // There the propensity corrects the imputed error instead.
        term.loss() == TermLoss.DOUBLY_ROBUST
            ? null
            : InversePropensity.of(term, objective.funnel());
    this.sampled = objective.sampled();
  }

  /** Finds what it reads of a batch, unless it is that of the last one. */
  void find(Batch batch) {
    rows.find(batch);
    if (weight != null) {
      weight.find(batch);
    }
  }

  /** From now on each row's share stays what it is when it is asked for next. */
  void hold() {
    held = new HeldNumbers();
  }

  /** That of the present row. */
  double ofRow() {
    HeldNumbers numbers = held;
    if (numbers == null) {
      return compute();
    }
    int place = row.place();
    return numbers.has(place) ? numbers.get(place) : numbers.put(place, compute());
  }

  private double compute() {
    Batch batch = row.batch();
    int place = row.place();
    if (!rows.takes(batch, place, row.outcome())) {
      return 0;
    }
    if (sample != null && !sample.keeps(batch, place, row.outcome(), row.space())) {
      return 0;
    }
    double own = weight == null ? 1 : weight.of(batch, place);
    double inverse = propensity == null ? 1 : propensity.factor(row.space());
    double ofSample =
        sampled == null || row.outcome().happened(sampled.event()) ? 1 : 1 / sampled.rate();
    return own * inverse * ofSample;
  }
}
