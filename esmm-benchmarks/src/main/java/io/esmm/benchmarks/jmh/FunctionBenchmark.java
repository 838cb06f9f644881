package io.esmm.benchmarks.jmh;

import io.esmm.benchmarks.FunctionValues;
import io.esmm.benchmarks.FunctionValues.Function;
import io.esmm.benchmarks.KernelCase;
import io.esmm.numerics.Kernels;
import org.openjdk.jmh.annotations.Param;

/** Functions of 16,384 values that the cache holds. */
public class FunctionBenchmark extends KernelBenchmark {
  /** Which function. */
  @Param public Function function = Function.SIGMOID;

  /** For JMH. */
  public FunctionBenchmark() {}

  @Override
  KernelCase of(Kernels chosen) {
    return FunctionValues.of(chosen, function);
  }
}
