package io.esmm.train;

import io.esmm.scoring.Scorer;

/** A measurement of the model on rows that are held out, for early stopping. */
public interface Validation {

  /**
   * Measures the present weights; larger is better.
   *
   * @return NaN if the metric is undefined on these rows, which counts as no improvement
   */
  double measure(Scorer scorer);
}
