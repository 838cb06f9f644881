/**
 * The ground floor: dense and sparse kernels on row-major matrices. {@link
 * io.esmm.numerics.Kernels} is the contract, {@link io.esmm.numerics.ScalarKernels} its
 * specification in plain loops, {@code VectorKernels} the same arithmetic on the Vector API, {@link
 * io.esmm.numerics.DoubleKernels} the specification in double precision, on which gradients are
 * checked against finite differences.
 *
 * <p>Start at {@link io.esmm.numerics.Kernels}. To add a kernel: declare it there, write the scalar
 * form, a hand-computed test, then the vector form and its comparison with the scalar one.
 */
@NullMarked
package io.esmm.numerics;

import org.jspecify.annotations.NullMarked;
