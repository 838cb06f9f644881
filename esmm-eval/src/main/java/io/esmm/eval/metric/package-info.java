/**
 * Metrics of binary events: how well probabilities rank rows ({@link io.esmm.eval.metric.Auc},
 * {@link io.esmm.eval.metric.Gauc}, {@link io.esmm.eval.metric.PrAuc}) and how true their scale is
 * ({@link io.esmm.eval.metric.LogLoss}, {@link io.esmm.eval.metric.NormalizedEntropy}, {@link
 * io.esmm.eval.metric.Pcoc}, {@link io.esmm.eval.metric.CalibrationError}, {@link
 * io.esmm.eval.metric.Brier}).
 *
 * <p>Start at {@link io.esmm.eval.metric.ScoredRows}, which validates probabilities and labels
 * once; every metric is a static {@code of(ScoredRows)} that gives a {@link
 * io.esmm.eval.metric.MetricValue}: a finite number, or "undefined" with the reason, never a 0, a
 * 0.5 or a NaN that stands for "cannot be said". {@link io.esmm.eval.metric.Metric} lists them all.
 *
 * <p>To add a metric: write its class beside the others, add a constant to {@link
 * io.esmm.eval.metric.Metric} (which puts it into every report, table and JSON file), a test with a
 * case computed by hand, and a section in {@code docs/metrics.md}.
 */
@NullMarked
package io.esmm.eval.metric;

import org.jspecify.annotations.NullMarked;
