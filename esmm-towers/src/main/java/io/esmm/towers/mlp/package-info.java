/** The multi-layer perceptron, the tower of the ESMM paper. All of it is here. */
@NullMarked
package io.esmm.towers.mlp;

import org.jspecify.annotations.NullMarked;
