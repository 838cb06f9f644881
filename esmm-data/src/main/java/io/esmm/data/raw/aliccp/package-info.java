/**
 * The Ali-CCP format: a file of impressions and a file of the features that the impressions of a
 * request have in common, joined by {@code common_feature_index}. Both are streamed; of the common
 * features the heap holds only where each line begins.
 *
 * <p>Start at {@link io.esmm.data.raw.aliccp.AliCcpInput}.
 */
@NullMarked
package io.esmm.data.raw.aliccp;

import org.jspecify.annotations.NullMarked;
