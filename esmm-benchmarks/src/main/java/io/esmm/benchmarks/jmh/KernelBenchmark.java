package io.esmm.benchmarks.jmh;

import io.esmm.benchmarks.KernelCase;
import io.esmm.numerics.KernelChoice;
import io.esmm.numerics.Kernels;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of one call of a kernel, whose results are checked after each trial: a wrong one is an
 * exception, and no time. For one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class KernelBenchmark {
  /** Which kernels, as {@link KernelChoice#PROPERTY} names them. */
  @Param({"vector", "scalar"})
  public String kernels = "vector";

  private @Nullable KernelCase measured;

  /** For JMH. */
  protected KernelBenchmark() {}

  /** What is called, of the parameters' sizes. */
  abstract KernelCase of(Kernels chosen);

  /** Makes the operands. */
  @Setup
  public void setUp() {
    measured = of(chosen());
  }

  /** One call. */
  @Benchmark
  public void call() {
    measured().call().run();
  }

  /**
   * Checks what the calls gave.
   *
   * @throws IllegalStateException if that is wrong
   */
  @TearDown
  public void check() {
    measured().check();
  }

  private KernelCase measured() {
    return Objects.requireNonNull(measured, "set up first");
  }

  /** The property is as it was afterwards: without a fork, this is the JVM of others, too. */
  private Kernels chosen() {
    @Nullable String before = System.setProperty(KernelChoice.PROPERTY, kernels);
    try {
      return KernelChoice.create();
    } finally {
      if (before == null) {
        System.clearProperty(KernelChoice.PROPERTY);
      } else {
        System.setProperty(KernelChoice.PROPERTY, before);
      }
    }
  }
}
