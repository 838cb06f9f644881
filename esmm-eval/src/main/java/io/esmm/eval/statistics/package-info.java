/**
 * Whether one model is better than another or merely luckier. On one test set {@link
 * io.esmm.eval.statistics.DeLong} gives the variance of an AUC and compares two AUCs of the same
 * rows; over repeated runs {@link io.esmm.eval.statistics.PairedStudent} and {@link
 * io.esmm.eval.statistics.PairedWilcoxon} compare values run by run; {@link
 * io.esmm.eval.statistics.HolmCorrection} adjusts for making many comparisons.
 *
 * <p>Start at {@link io.esmm.eval.statistics.PairedResult}, what every comparison gives. To add a
 * test: a class with a static {@code compare} that gives one, checked against a naive computation.
 */
@NullMarked
package io.esmm.eval.statistics;

import org.jspecify.annotations.NullMarked;
