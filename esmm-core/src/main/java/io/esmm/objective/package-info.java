/**
 * The objective: a list of terms, each the cross-entropy of one event's joint or conditional
 * probability over certain rows. Start at {@link io.esmm.objective.ObjectiveConfig}.
 */
@NullMarked
package io.esmm.objective;

import org.jspecify.annotations.NullMarked;
