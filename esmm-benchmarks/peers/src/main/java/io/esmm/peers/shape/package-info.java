/** What the peers must know of a model: {@link io.esmm.peers.shape.MlpShape}. */
@NullMarked
package io.esmm.peers.shape;

import org.jspecify.annotations.NullMarked;
