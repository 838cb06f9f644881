/**
 * The funnel: events on a space of impressions, each after another, each with its tower. Start at
 * {@link io.esmm.funnel.FunnelConfig}.
 */
@NullMarked
package io.esmm.funnel;

import org.jspecify.annotations.NullMarked;
