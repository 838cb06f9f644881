/** Factorization machine and hidden layers over the same embeddings, a tower. All of it is here. */
@NullMarked
package io.esmm.towers.deepfm;

import org.jspecify.annotations.NullMarked;
