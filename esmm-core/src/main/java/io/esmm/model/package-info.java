/**
 * Scoring: {@link io.esmm.model.EsmmModel} is a trained model loaded from its folder, {@link
 * io.esmm.model.Request} what it is asked, {@link io.esmm.model.Predictions} what it answers. {@link
 * io.esmm.model.Scorer} does the work, on encoded batches.
 */
@NullMarked
package io.esmm.model;

import org.jspecify.annotations.NullMarked;
