/** Crosses from raw rows to probabilities, through every door. */
@NullMarked
package io.esmm.crosses;

import org.jspecify.annotations.NullMarked;
