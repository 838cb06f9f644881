/**
 * The two-level batch: requests, and the impressions of each. Its columns hold the fields' encoded
 * values, each at the level where the field lives, so a user's history stands once however many
 * candidates follow.
 *
 * <p>Start at {@link io.esmm.batch.Batch}.
 */
@NullMarked
package io.esmm.batch;

import org.jspecify.annotations.NullMarked;
