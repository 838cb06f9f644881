/**
 * Predicted against true probabilities, which only a simulator knows: errors, correlations and the
 * AUC that is expected over all labels the truth could have drawn. Unlike metrics against labels
 * they can be taken over rows where a conditional event was never observed, such as the conversion
 * of impressions without a click: sample selection bias measured, not inferred.
 *
 * <p>Start at {@link io.esmm.eval.truth.ProbabilityPairs}; {@link io.esmm.eval.truth.TruthMetric}
 * lists the metrics. To add one: a constant there, a test by hand, a section in {@code
 * docs/metrics.md}.
 */
@NullMarked
package io.esmm.eval.truth;

import org.jspecify.annotations.NullMarked;
