/**
 * From encoded batches to probabilities: {@link io.esmm.scoring.FunnelGraph} is all towers of a
 * funnel in one graph, {@link io.esmm.scoring.Scorer} runs it with some weights, {@link
 * io.esmm.scoring.Predictions} is what comes out. Training, evaluation and the loaded model all
 * score here, so one row has one score.
 */
@NullMarked
package io.esmm.scoring;

import org.jspecify.annotations.NullMarked;
