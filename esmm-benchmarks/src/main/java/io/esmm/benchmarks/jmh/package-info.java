/**
 * The kernels under JMH, in JVMs of their own: {@code ./esmm-bench jmh}. What is called and how its
 * result is checked stands in {@link io.esmm.benchmarks.KernelCase} and its makers; here is what
 * JMH needs to know. To add a benchmark, extend {@link io.esmm.benchmarks.jmh.KernelBenchmark}.
 */
@NullMarked
package io.esmm.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
