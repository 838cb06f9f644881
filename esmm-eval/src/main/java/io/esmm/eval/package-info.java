/**
 * Evaluates the predictions of a funnel: every event's conditional probability on the rows where
 * the event before it happened, and its joint probability on the whole space, under names and
 * descriptions that keep the two apart.
 *
 * <p>The way of the data: a scorer appends batches to a {@link io.esmm.eval.PredictionCollector},
 * which gives {@link io.esmm.eval.FunnelPredictions}; {@link io.esmm.eval.FunnelEvaluation#of}
 * computes every metric; {@link io.esmm.eval.EvaluationTable} and {@link
 * io.esmm.eval.EvaluationJson} show it. A single metric, for early stopping, is a {@link
 * io.esmm.eval.MetricName}. The metrics themselves are in {@code io.esmm.eval.metric} and, against
 * a simulator's true probabilities, {@code io.esmm.eval.truth}: add new ones there, and they appear
 * in every report.
 */
@NullMarked
package io.esmm.eval;

import org.jspecify.annotations.NullMarked;
