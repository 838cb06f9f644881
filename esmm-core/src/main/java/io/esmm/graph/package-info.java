/**
 * Symbolic tensors and what becomes of them: a description ({@link io.esmm.graph.Graph}) is checked
 * for shapes as it is written, then compiled into a {@link io.esmm.graph.Plan} for training (values
 * and gradients) or scoring (values only), whose buffers are laid out once and run on the kernels.
 *
 * <p>Start at {@link io.esmm.graph.Tensor} and {@link io.esmm.graph.Op}; the operations live in
 * {@code io.esmm.graph.op}, one file each: shape rule, forward and gradient in sight of each other.
 */
@NullMarked
package io.esmm.graph;

import org.jspecify.annotations.NullMarked;
