/**
 * A trained model: {@link io.esmm.model.EsmmModel} is loaded from its folder, {@link
 * io.esmm.model.Request} is what it is asked, {@link io.esmm.scoring.Predictions} what it answers.
 */
@NullMarked
package io.esmm.model;

import org.jspecify.annotations.NullMarked;
