/**
 * The operations, one file each: shape rule, forward and gradient in sight of each other. A new one
 * is a record implementing {@link io.esmm.graph.Op} and a method on {@link
 * io.esmm.graph.op.Operations}; the sweep in the tests checks its gradient against finite
 * differences.
 */
@NullMarked
package io.esmm.graph.op;

import org.jspecify.annotations.NullMarked;
