/**
 * Coat (Schnabel et al., ICML 2016): ratings that users chose to give, and ratings of random items.
 * {@link io.esmm.examples.coat.CoatTables} turns its matrices into tables; the models are in {@code
 * esmm-examples/coat}.
 */
@NullMarked
package io.esmm.examples.coat;

import org.jspecify.annotations.NullMarked;
