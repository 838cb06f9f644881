/**
 * Orders and ranks of large columns of numbers without boxing: {@link io.esmm.eval.rank.RowOrder}
 * gives the permutation that sorts them, {@link io.esmm.eval.rank.MidRanks} the ranks with ties
 * averaged. Correlations, expected AUCs and DeLong's variance stand on these two.
 *
 * <p>Start at {@link io.esmm.eval.rank.RowOrder}. Metrics that need no permutation do not need this
 * package.
 */
@NullMarked
package io.esmm.eval.rank;

import org.jspecify.annotations.NullMarked;
